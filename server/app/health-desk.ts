import { statfs } from 'node:fs/promises';
import type { ServerStatus } from '../contract/status.ts';
import type { Health, RelayTest } from '../contract/health.ts';
import type { HealthPort } from '../console/console-ports.ts';
import { assessHealth } from '../health/assess-health.ts';
import { queueCounts } from '../store/queue-counts.ts';
import { blockedAtHome } from './blocked-at-home.ts';
import { ClockWatch } from './clock-watch.ts';
import type { Parts } from './open-parts.ts';
import { OutsideContacts } from './outside-contacts.ts';
import { createOwnAddressCheck } from './own-address.ts';
import type { PolicyReview } from './policy-review.ts';
import { RELAY_TEST_CLIENTS, testRelay } from './relay-test.ts';
import type { ServerOptions } from './running-server.ts';
import type { SelfTestClients } from './self-test-clients.ts';
import type { Workings } from './workings.ts';

/** What changes by itself, a disk that fills or mail that waits, is looked at so often. */
const LOOK_AGAIN_MS = 60_000;

export interface HealthDeskPorts extends Pick<ServerOptions, 'dataFolder' | 'clock' | 'reportError'> {
  readonly parts: Pick<Parts, 'store' | 'directory'>;
  readonly workings: Pick<Workings, 'policy' | 'guards' | 'log' | 'notifier'>;
  readonly review: PolicyReview;
  readonly clients: SelfTestClients;
  readonly status: () => ServerStatus;
}

/** Gathers what is true of the server, has it judged, and tells the window when the verdict is another one. */
export class HealthDesk implements HealthPort {
  readonly #ports: HealthDeskPorts;
  readonly #clockWatch: ClockWatch;
  readonly #contacts: OutsideContacts;
  #relayTest: { readonly test: RelayTest; readonly revision: number } | null = null;
  #testing: Promise<RelayTest> | null = null;
  #told = '';

  constructor(ports: HealthDeskPorts) {
    this.#ports = ports;
    this.#clockWatch = new ClockWatch(ports.clock);
    const isOwnAddress = createOwnAddressCheck(ports.clock);
    const testers: readonly string[] = RELAY_TEST_CLIENTS;
    this.#contacts = new OutsideContacts(
      (ip) =>
        !isOwnAddress(ip) &&
        !testers.includes(ip) &&
        ports.workings.policy.current.directory.localRange(ip) === null,
    );
  }

  /** Follows who comes, and looks again now and then. Answers what ends it. */
  watch(): () => void {
    const endContacts = this.#ports.workings.log.live.on(({ rows }) => {
      this.#contacts.note(rows);
    });
    const timer = setInterval(() => {
      this.#tellIfChanged().catch((cause: unknown) => {
        this.#ports.reportError('looking after the health of the server', cause);
      });
    }, LOOK_AGAIN_MS).unref();
    return () => {
      endContacts();
      clearInterval(timer);
    };
  }

  async get(): Promise<Health> {
    const { parts, workings, review, clock } = this.#ports;
    const { standing, weakenings } = review.current();
    const { guards, policy } = workings;
    const [queue, disk] = await Promise.all([this.#queue(), this.#disk()]);
    return assessHealth(
      {
        now: clock(),
        status: this.#ports.status(),
        logTroubles: workings.log.notices(),
        queue,
        disk,
        clockSetBackMs: this.#clockWatch.setBackMs(),
        blockedAtHome: blockedAtHome(
          guards.screen.list(),
          parts.directory.view(),
          standing.lists.localIps,
          guards.findExemption,
        ),
        lastOutsideConnectionAt: this.#contacts.lastConnectionAt,
        outsiderSignedIn: this.#contacts.somebodySignedIn,
        relayTest: this.#relayTest && {
          test: this.#relayTest.test,
          isOutdated: this.#relayTest.revision !== policy.current.revision,
        },
      },
      standing,
      weakenings,
    );
  }

  /** One test at a time; who asks meanwhile gets the same answer. */
  testRelay(): Promise<RelayTest> {
    this.#testing ??= this.#test().finally(() => {
      this.#testing = null;
    });
    return this.#testing;
  }

  async #test(): Promise<RelayTest> {
    const { workings, clients, clock, status } = this.#ports;
    const { revision, directory } = workings.policy.current;
    const test = await testRelay({ listeners: status().listeners, directory, clients, clock });
    this.#relayTest = { test, revision };
    workings.notifier.now(['status']);
    return test;
  }

  async #tellIfChanged(): Promise<void> {
    const { state, items } = await this.get();
    const verdict = JSON.stringify([state, items]);
    if (verdict !== this.#told) this.#ports.workings.notifier.now(['status']);
    this.#told = verdict;
  }

  /** A store that has failed says so in its state; of its queue nothing is known then. */
  #queue(): Promise<Health['queue']> {
    return queueCounts(this.#ports.parts.store.database).catch(() => ({
      waiting: 0,
      held: 0,
      oldestAt: null,
    }));
  }

  /** Null where the system does not tell, as some network drives do not. */
  #disk(): Promise<Health['disk']> {
    return statfs(this.#ports.dataFolder).then(
      ({ bsize, bavail, blocks }) => ({ freeBytes: bsize * bavail, totalBytes: bsize * blocks }),
      () => null,
    );
  }
}
