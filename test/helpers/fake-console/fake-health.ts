import type { Handlers } from '../../../server/contract/api.ts';
import type { ServerStatus } from '../../../server/contract/status.ts';
import type { Health, RelayTest } from '../../../server/contract/health.ts';
import { assessHealth } from '../../../server/health/assess-health.ts';
import { listWeakenings } from '../../../server/health/weakenings/list-weakenings.ts';
import { optionWeakenings } from '../../../server/health/weakenings/option-weakenings.ts';
import type { TellChange } from './fake-handlers.ts';
import type { FakeWorld } from './fake-world.ts';

/** What of the health no list of the world says. */
export interface FakeHealth {
  readonly disk: Health['disk'];
  readonly lastOutsideConnectionAt: number | null;
  readonly outsiderSignedIn: boolean;
  /** What the next relay test finds. */
  readonly relay: RelayTest['result'];
  readonly relayTest: RelayTest | null;
}

const GB = 1e9;

export function goodHealth(now: number): FakeHealth {
  return {
    disk: { freeBytes: 184 * GB, totalBytes: 256 * GB },
    lastOutsideConnectionAt: now - 14_000,
    outsiderSignedIn: false,
    relay: 'refused',
    relayTest: null,
  };
}

/** Everything that can go wrong at once and nobody should see. */
export function alarmingHealth(now: number): FakeHealth {
  return {
    ...goodHealth(now),
    disk: { freeBytes: 0.4 * GB, totalBytes: 256 * GB },
    relay: 'accepted',
    relayTest: relayTest('accepted', now - 120_000),
  };
}

type HealthCall = `health.${'get' | 'testRelay'}`;

/** The real verdict on the facts of the world. */
export function healthHandlers(
  world: FakeWorld,
  status: () => ServerStatus,
  tell: TellChange,
): Pick<Handlers, HealthCall> {
  return {
    'health.get': () => {
      const now = Date.now();
      const waiting = world.queue.filter(({ state }) => state === 'waiting' || state === 'sending');
      return assessHealth(
        {
          now,
          status: status(),
          logTroubles: [],
          queue: {
            waiting: waiting.length,
            held: world.queue.filter(({ state }) => state === 'held').length,
            oldestAt: waiting.length === 0 ? null : Math.min(...waiting.map(({ queuedAt }) => queuedAt)),
          },
          disk: world.health.disk,
          clockSetBackMs: 0,
          blockedAtHome: world.blocked
            .map(({ network }) => network)
            .filter((network) => network.startsWith('192.168.')),
          lastOutsideConnectionAt: world.health.lastOutsideConnectionAt,
          outsiderSignedIn: world.health.outsiderSignedIn,
          relayTest: world.health.relayTest && { test: world.health.relayTest, isOutdated: false },
        },
        {
          settings: world.settings,
          lists: world,
          accounts: world.accounts,
          domains: world.domains.map(({ name }) => name),
        },
        [...optionWeakenings(world.settings.options), ...listWeakenings(world, world.settings, now)],
      );
    },
    'health.testRelay': () => {
      const test = relayTest(world.health.relay, Date.now());
      world.health = { ...world.health, relayTest: test };
      tell(['status']);
      return test;
    },
  };
}

function relayTest(result: RelayTest['result'], at: number): RelayTest {
  const answer = {
    refused: 'S: 550 5.7.1 Relaying denied [4fk2]',
    accepted: 'S: 250 2.1.5 Recipient OK',
    'not-possible': 'S: 421 4.3.2 The server is paused [4fk2]',
  }[result];
  const detail = {
    refused: '6 of 6 tries were refused.',
    accepted:
      'A client at 198.51.100.77 could send from <sender@relay-test.invalid> to another server without signing in.',
    'not-possible': 'The listener answered 421 4.3.2 The server is paused.',
  }[result];
  return {
    at,
    result,
    detail,
    transcript: [
      '-- as a client at 198.51.100.77, on smtp',
      'S: 220 mail.office.example ESMTP',
      'C: EHLO relay-test.invalid',
      'S: 250 mail.office.example',
      'C: MAIL FROM:<sender@relay-test.invalid>',
      'S: 250 2.1.0 Sender OK',
      'C: RCPT TO:<recipient@relay-test.invalid>',
      answer,
    ],
  };
}
