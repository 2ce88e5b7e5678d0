import { formatNetwork, networkOfClient } from '../contract/network.ts';
import type { Clock } from '../contract/clock.ts';
import { BoundedMap } from './bounded-map.ts';

const MINUTE_MS = 60_000;
const WINDOW_MINUTES = 5;
/**
 * So many sessions kept out within the window, whoever they come from, are an attack. A mail server that the internet
 * can reach keeps out some hundred a day, and twenty at once where a bot tries all its senders.
 */
const MANY_SESSIONS = 200;
/** So many networks in which sign-ins fail: a guesser who spreads his tries stays below what blocks one network. */
const MANY_GUESSERS = 25;
/** An attack is over after this long with less than a quarter of either. */
const QUIET_MINUTES = 15;
const MOST_NETWORKS = 10_000;

export interface KeptOutSession {
  readonly ip: string;
  /** It was refused for a sign-in that failed. */
  readonly failedSignIn: boolean;
}

export type AttackNews =
  | {
      readonly kind: 'began';
      readonly by: 'many-sessions' | 'many-guessers';
      /** Within the last five minutes. */
      readonly sessions: number;
      readonly networks: number;
    }
  | {
      readonly kind: 'ended';
      readonly lastedMs: number;
      readonly sessions: number;
      /** At most 10,000 are told apart. */
      readonly networks: number;
      readonly busiest: { readonly network: string; readonly sessions: number };
    };

/** What one minute saw. */
interface Minute {
  sessions: number;
  /** Sessions by network. */
  readonly networks: Map<string, number>;
  readonly guessers: Set<string>;
}

interface Attack {
  readonly since: number;
  readonly byNetwork: BoundedMap<string, number>;
  sessions: number;
  lastLoudAt: number;
}

/** Tells when sessions that are kept out are more than an ordinary day's, and when that is over. */
export class AttackWatch {
  readonly #clock: Clock;
  readonly #minutes = new Map<number, Minute>();
  #attack: Attack | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isUnderAttack(): boolean {
    return this.#attack !== null;
  }

  /** One more session that was kept out; answers where an attack begins with it. */
  note({ ip, failedSignIn }: KeptOutSession): AttackNews | null {
    const now = this.#clock();
    const network = nameOf(ip);
    const minute = this.#minuteOf(now);
    minute.sessions++;
    if (minute.networks.size < MOST_NETWORKS || minute.networks.has(network))
      add(minute.networks, network, 1);
    if (failedSignIn && minute.guessers.size < MOST_NETWORKS) minute.guessers.add(network);
    if (this.#attack === null) return this.#begin(now);
    this.#attack.sessions++;
    add(this.#attack.byNetwork, network, 1);
    return null;
  }

  /** To be asked every minute while there is an attack; answers where it is over. */
  look(): AttackNews | null {
    const attack = this.#attack;
    if (attack === null) return null;
    const now = this.#clock();
    this.#forgetOld(now);
    const isLoud = this.#sessions() >= MANY_SESSIONS / 4 || this.#guessers().size >= MANY_GUESSERS / 4;
    // A clock that was set back ends nothing, and holds nothing up.
    if (isLoud || now < attack.lastLoudAt) attack.lastLoudAt = now;
    if (now - attack.lastLoudAt < QUIET_MINUTES * MINUTE_MS) return null;
    this.#attack = null;
    const busiest = [...attack.byNetwork.entries()].reduce((most, each) => (each[1] > most[1] ? each : most));
    return {
      kind: 'ended',
      lastedMs: attack.lastLoudAt - attack.since,
      sessions: attack.sessions,
      networks: attack.byNetwork.size,
      busiest: { network: busiest[0], sessions: busiest[1] },
    };
  }

  #begin(now: number): AttackNews | null {
    const sessions = this.#sessions();
    const by =
      sessions >= MANY_SESSIONS
        ? 'many-sessions'
        : this.#mayBeManyGuessers() && this.#guessers().size >= MANY_GUESSERS
          ? 'many-guessers'
          : null;
    if (by === null) return null;
    const attack: Attack = {
      since: now,
      byNetwork: new BoundedMap(MOST_NETWORKS),
      sessions,
      lastLoudAt: now,
    };
    for (const { networks } of this.#minutes.values())
      for (const [network, number] of networks) add(attack.byNetwork, network, number);
    this.#attack = attack;
    return { kind: 'began', by, sessions, networks: attack.byNetwork.size };
  }

  #minuteOf(now: number): Minute {
    const key = Math.floor(now / MINUTE_MS);
    const known = this.#minutes.get(key);
    if (known) return known;
    this.#forgetOld(now);
    const minute: Minute = { sessions: 0, networks: new Map(), guessers: new Set() };
    this.#minutes.set(key, minute);
    return minute;
  }

  #forgetOld(now: number): void {
    const current = Math.floor(now / MINUTE_MS);
    for (const key of this.#minutes.keys()) {
      if (key <= current - WINDOW_MINUTES || key > current) this.#minutes.delete(key);
    }
  }

  #sessions(): number {
    return [...this.#minutes.values()].reduce((sum, { sessions }) => sum + sessions, 0);
  }

  /** Cheap: the sum of the minutes is never less than their union. */
  #mayBeManyGuessers(): boolean {
    return [...this.#minutes.values()].reduce((sum, { guessers }) => sum + guessers.size, 0) >= MANY_GUESSERS;
  }

  #guessers(): ReadonlySet<string> {
    return new Set([...this.#minutes.values()].flatMap(({ guessers }) => [...guessers]));
  }
}

function add(
  counts: Pick<BoundedMap<string, number>, 'get' | 'set'> | Map<string, number>,
  network: string,
  sessions: number,
): void {
  counts.set(network, (counts.get(network) ?? 0) + sessions);
}

function nameOf(ip: string): string {
  const network = networkOfClient(ip);
  return network === null ? ip : formatNetwork(network);
}
