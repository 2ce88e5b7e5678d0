import { addressKey, type Address } from '../contract/address.ts';
import type { DomainSharing, SharingLocation } from '../contract/callouts.ts';
import type { Clock } from '../contract/clock.ts';
import type { SharingHostStatus, SharingStatus, SharingTest } from '../contract/delivery-calls.ts';
import type { SharingAnswer } from '../contract/facts.ts';
import type { Settings, SharingHost } from '../contract/settings.ts';
import { askHost, type AskHost, type HostAnswer } from './ask-host.ts';
import { askHosts, LOOKUP_TIMES, type HostsAnswer, type LookupTimes } from './ask-hosts.ts';
import type { ResolveHost } from './host-connection.ts';
import { HostIps } from './host-ips.ts';
import { Questions } from './questions.ts';
import { SharingCache, type AskedLocation } from './sharing-cache.ts';
import { within } from './within.ts';

export interface SharingOptions {
  readonly clock: Clock;
  /** The feature as it is set now. Another host list is another object. */
  readonly settings: () => Settings['domainSharing'];
  readonly hostname: () => string;
  readonly resolve: ResolveHost;
  /** The status has changed. */
  readonly onChange: () => void;
  readonly ask?: AskHost;
  readonly times?: LookupTimes;
}

interface TestedHost {
  readonly host: SharingHost;
  readonly answer: HostAnswer;
  readonly transcript: readonly string[];
}

/** Addresses that are asked for at the same time; a flood of made-up names must not become one of connections. */
const QUESTIONS = 100;

/**
 * "...unless Domain Sharing finds the sender on another server": whether an address of a shared domain lives on another
 * server, found out over SMTP; and which server that is, for the mail that goes there.
 */
export class DomainSharingService implements DomainSharing {
  readonly #options: SharingOptions;
  readonly #ask: AskHost;
  readonly #times: LookupTimes;
  readonly #cache: SharingCache;
  readonly #hostIps: HostIps;
  readonly #lastAnswers = new Map<string, Pick<SharingHostStatus, 'lastAskedAt' | 'lastAnswer' | 'ok'>>();
  #questions = new Questions<AskedLocation>(QUESTIONS);
  #hosts: readonly SharingHost[];

  constructor(options: SharingOptions) {
    this.#options = options;
    this.#ask = options.ask ?? askHost;
    this.#times = options.times ?? LOOKUP_TIMES;
    this.#cache = new SharingCache(options.clock);
    this.#hostIps = new HostIps(options.clock, options.resolve);
    this.#hosts = options.settings().hosts;
  }

  get isSetUp(): boolean {
    return this.#currentHosts().length > 0;
  }

  async find(address: Address): Promise<SharingAnswer> {
    return answerOf(await this.locate(address));
  }

  async locate(address: Address): Promise<SharingLocation> {
    const hosts = this.#currentHosts();
    if (hosts.length === 0) return { kind: 'not-set-up' };
    const key = addressKey(address);
    const known = this.#cache.get(key);
    if (known) return known;
    const underWay = this.#questions.ask(key, () => this.#lookUp(address, hosts));
    // Not kept: it says nothing of the address.
    return (await underWay) ?? { kind: 'error', host: 'this server', reason: 'too many questions at once' };
  }

  /** What is known already, without asking anybody; null where nothing is. */
  known(address: Address): SharingAnswer | null {
    if (this.#currentHosts().length === 0) return { kind: 'not-set-up' };
    const location = this.#cache.get(addressKey(address));
    return location === undefined ? null : answerOf(location);
  }

  async couldBeQuestion(clientIp: string, recipient: Address): Promise<boolean> {
    if (this.#questions.isUnderWay(addressKey(recipient))) return true;
    return this.#hostIps.include(clientIp, this.#currentHosts());
  }

  forget(address: Address): void {
    this.#cache.forget(addressKey(address));
  }

  flush(): void {
    this.#cache.clear();
    // What is under way was asked before; its answer goes to those who wait for it and is not kept.
    this.#questions = new Questions(QUESTIONS);
    this.#options.onChange();
  }

  status(): SharingStatus {
    const { enabled } = this.#options.settings();
    this.#currentHosts();
    return {
      enabled,
      hosts: this.#hosts.map((host) => ({
        host: host.host,
        port: host.port,
        ...(this.#lastAnswers.get(placeOf(host)) ?? { lastAskedAt: null, lastAnswer: null, ok: null }),
      })),
      cached: this.#cache.counts,
    };
  }

  /** Asks every host now. What they answer holds from now on, as any answer does. */
  async test(address: Address): Promise<SharingTest> {
    const hosts = this.#currentHosts();
    if (hosts.length === 0) return { answer: { kind: 'not-set-up' }, hosts: [] };
    const questions = this.#questions;
    const tested = await within(this.#times.wholeMs, (signal) =>
      Promise.all(hosts.map((host) => this.#testOne(host, address, signal))),
    );
    const location = firstOf(tested);
    this.#keep(address, location, questions);
    return {
      answer: location.kind === 'found' ? { kind: 'found', host: location.host.host } : location,
      hosts: tested.map(({ host: { host, port }, answer, transcript }) => ({
        host,
        port,
        answer: answer.kind,
        detail: answer.kind === 'error' ? answer.reason : answer.reply,
        transcript,
      })),
    };
  }

  /** The hosts to be asked; another list than last time makes what the old one answered worthless. */
  #currentHosts(): readonly SharingHost[] {
    const { enabled, hosts } = this.#options.settings();
    if (hosts !== this.#hosts) {
      const isSame = JSON.stringify(hosts) === JSON.stringify(this.#hosts);
      this.#hosts = hosts;
      if (!isSame) this.flush();
    }
    return enabled ? hosts : [];
  }

  async #lookUp(address: Address, hosts: readonly SharingHost[]): Promise<AskedLocation> {
    const questions = this.#questions;
    const answer = await askHosts(
      hosts,
      (host, signal) => this.#askOne(host, address, signal, () => undefined),
      this.#times,
    );
    const location = locationOf(answer);
    this.#keep(address, location, questions);
    return location;
  }

  /** Unless the cache has been flushed since the question was asked. */
  #keep(address: Address, location: AskedLocation, askedAmong: Questions<AskedLocation>): void {
    this.#currentHosts();
    if (askedAmong === this.#questions) this.#cache.set(addressKey(address), location);
    this.#options.onChange();
  }

  async #testOne(host: SharingHost, address: Address, signal: AbortSignal): Promise<TestedHost> {
    const transcript: string[] = [];
    const answer = await this.#askOne(host, address, signal, (line) => transcript.push(line));
    return { host, answer, transcript };
  }

  async #askOne(
    host: SharingHost,
    address: Address,
    signal: AbortSignal,
    transcribe: (line: string) => void,
  ): Promise<HostAnswer> {
    const { clock, hostname, resolve } = this.#options;
    const lastAskedAt = clock();
    const answer = await this.#ask(host, address, { hostname: hostname(), resolve, signal, transcribe });
    this.#lastAnswers.set(placeOf(host), {
      lastAskedAt,
      lastAnswer: answer.kind === 'error' ? answer.reason : answer.reply,
      ok: answer.kind !== 'error',
    });
    return answer;
  }
}

function answerOf(location: SharingLocation): SharingAnswer {
  return location.kind === 'found' ? { kind: 'found', host: location.host.host } : location;
}

function placeOf({ host, port }: SharingHost): string {
  return `${host} ${String(port)}`;
}

function locationOf(answer: HostsAnswer<SharingHost>): AskedLocation {
  return answer.kind === 'error' ? { ...answer, host: answer.host.host } : answer;
}

/** The answer of all hosts together, when all have answered. */
function firstOf(tested: readonly TestedHost[]): AskedLocation {
  const found = tested.find(({ answer }) => answer.kind === 'found');
  if (found) return { kind: 'found', host: found.host };
  for (const { host, answer } of tested)
    if (answer.kind === 'error') return { kind: 'error', host: host.host, reason: answer.reason };
  return { kind: 'not-found' };
}
