import { randomBytes } from 'node:crypto';
import { getServers } from 'node:dns';
import { hostname as machineName, networkInterfaces } from 'node:os';
import { checkRecord } from '../authenticity/dkim-record.ts';
import { evaluateSpf } from '../authenticity/evaluate-spf.ts';
import type { FirstRunPort } from '../console/console-ports.ts';
import type { Clock } from '../contract/clock.ts';
import type { Dns } from '../contract/dns.ts';
import type { ServerStatus } from '../contract/status.ts';
import { parseAddress } from '../contract/address.ts';
import type { FirstRun } from '../contract/first-run.ts';
import type { LogCursor } from '../contract/log-history.ts';
import type { Settings } from '../contract/settings.ts';
import { ownAddresses } from '../directory/own-addresses.ts';
import { boundedDns } from '../dns-check/bounded-dns.ts';
import { checkDns } from '../dns-check/check-dns.ts';
import { reverseName } from '../dns-check/check-reverse-name.ts';
import { publicIpsOf } from '../dns-check/public-ips.ts';
import { createDns } from '../dns/create-dns.ts';
import { checkPorts } from '../first-run/check-ports.ts';
import { findPortHolder } from '../first-run/port-holder/find-holder.ts';
import { sendTestMessage } from '../first-run/send-test-message.ts';
import { suggest } from '../first-run/suggest.ts';
import { describeBindFailure } from './bind-failure.ts';
import type { Parts } from './open-parts.ts';
import { reachableHost } from './relay-test.ts';
import { schedule } from './schedule.ts';
import type { SelfTestClients } from './self-test-clients.ts';
import { attemptAs } from './test-attempt.ts';
import type { Workings } from './workings.ts';

/** DNS is looked at while somebody waits: within five seconds in all. */
const CHECK_TIMING = { tryMs: 1500, totalMs: 4500 };
/** Suggestions are on the first page that anybody sees. */
const SUGGEST_MS = 1500;
/** Of the newest sessions so many are looked through for the one of a test. */
const NEWEST = 500;
/** Of a full mailbox the newest messages are looked at, and of these none that is larger than one of ours. */
const NEWEST_MESSAGES = 20;
const LARGEST_BYTES = 65_536;

export interface FirstRunDeskPorts {
  readonly clock: Clock;
  readonly parts: Pick<Parts, 'settings' | 'store' | 'directory' | 'dkimKeys'>;
  readonly workings: Pick<Workings, 'log'>;
  readonly clients: SelfTestClients;
  readonly status: () => ServerStatus;
  /** PEM of what the listeners show. */
  readonly certificate: () => string;
}

/** Answers the first-run wizard with what is so on this machine, in DNS and at our own listeners. */
export class FirstRunDesk implements FirstRunPort {
  readonly #ports: FirstRunDeskPorts;

  constructor(ports: FirstRunDeskPorts) {
    this.#ports = ports;
  }

  now(): number {
    return this.#ports.clock();
  }

  suggest(withDns: boolean): Promise<FirstRun['suggestions']> {
    const dns = boundedDns(this.#freshDns(null), AbortSignal.timeout(SUGGEST_MS));
    return suggest({
      machineName: machineName(),
      interfaces: networkInterfaces(),
      publicIps: withDns ? publicIpsOf(ownAddresses()) : [],
      nameOf: async (ip) => {
        const answer = await dns.resolve(reverseName(ip), 'PTR');
        return answer.kind === 'found' ? (answer.records[0] ?? null) : null;
      },
    });
  }

  readonly checkPorts: FirstRunPort['checkPorts'] = (wishes) =>
    checkPorts(wishes, {
      listeners: () => this.#ports.status().listeners,
      findHolder: findPortHolder,
      remedyFor: (wish, cause) => describeBindFailure(wish, cause).remedy,
      platform: process.platform,
    });

  readonly checkDns: FirstRunPort['checkDns'] = (domain, publicIps) => {
    const { parts, clock } = this.#ports;
    const { hostname, outbound } = parts.settings.current;
    const dkimKeys = parts.dkimKeys.list().filter((key) => key.domain === domain);
    const question = { domain, hostname, smartHost: smartHostOf(domain, outbound), dkimKeys };
    return checkDns(question, publicIps, {
      clock,
      askServers: (servers) => this.#freshDns(servers),
      resolvers: () => this.#resolvers(),
      ownIps: () => ownAddresses(),
      checkDkimKey: checkRecord,
      evaluateSpf: (asked, dns) => evaluateSpf(asked, dns, schedule),
    });
  };

  readonly sendTestMessage: FirstRunPort['sendTestMessage'] = (account, password) => {
    const { status, certificate } = this.#ports;
    const listener = status().listeners.find(
      ({ kind, state }) => kind === 'msa' && (state === 'listening' || state === 'fallback'),
    );
    const isOpen = listener?.state === 'listening' || listener?.state === 'fallback';
    return sendTestMessage(account, password, {
      listener: isOpen
        ? { host: reachableHost(listener.host), port: listener.boundPort, tls: listener.tls }
        : null,
      certificate: certificate(),
      greeting: uniqueGreeting(),
      findSession: (greeting) => this.#findSession(greeting),
      hasMessage: (address, text) => this.#hasMessage(address, text),
    });
  };

  readonly attempt: FirstRunPort['attempt'] = (sender) =>
    attemptAs(sender, {
      listeners: this.#ports.status().listeners,
      clients: this.#ports.clients,
      greeting: uniqueGreeting(),
      findSession: (greeting) => this.#findSession(greeting),
    });

  /** With nothing kept from before: who has just changed a record wants to see it. */
  #freshDns(servers: readonly string[] | null): Dns {
    const { parts, clock } = this.#ports;
    const settings = (): Settings['dns'] =>
      servers === null ? parts.settings.current.dns : { servers: [...servers], validating: false };
    return createDns({ settings, clock, timing: CHECK_TIMING });
  }

  #resolvers(): readonly string[] {
    const { servers } = this.#ports.parts.settings.current.dns;
    return servers.length > 0 ? servers : getServers();
  }

  #findSession(greeting: string): LogCursor | null {
    const { sessions } = this.#ports.workings.log.whole.tail(NEWEST);
    const found = sessions.find(({ helo }) => helo === greeting);
    return found === undefined ? null : { startedAt: found.startedAt, id: found.id };
  }

  async #hasMessage(text: string, mark: string): Promise<boolean> {
    const { store, directory } = this.#ports.parts;
    const address = parseAddress(text);
    const account = address && directory.view().findAccount(address);
    if (!account) return false;
    const { messages } = await store.mailboxes.open(account.id);
    for (const { uid, sizeBytes } of messages.slice(-NEWEST_MESSAGES)) {
      if (sizeBytes > LARGEST_BYTES) continue;
      const content = await store.mailboxes.read(account.id, uid);
      if (content !== null && Buffer.from(content).includes(mark)) return true;
    }
    return false;
  }
}

/** It can exist nowhere (RFC 6761 §6.4). */
function uniqueGreeting(): string {
  return `test-${randomBytes(6).toString('hex')}.invalid`;
}

/** By which mail of the domain goes out; null: straight to its recipients. */
function smartHostOf(domain: string, { mode, smartHost, routes }: Settings['outbound']): string | null {
  const own = routes.find((route) => route.match === 'sender' && route.domain === domain)?.smartHost;
  const used = own ?? (mode === 'smart-host' ? smartHost : null);
  return used?.host ?? null;
}
