import { formatNetwork, networkOfClient } from '../../contract/network.ts';
import type { SessionResult, SessionSummary } from '../../contract/session-log.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Sessions of one kind, counted together. */
export interface TallyEntry {
  /** The full hour of UTC in which they started, in milliseconds since 1970. */
  readonly hour: number;
  readonly result: SessionResult;
  /** Empty where no rule refused. */
  readonly rule: string;
  /** Empty where nothing was refused. */
  readonly reason: string;
  /** Empty where there were too many networks to tell them apart. */
  readonly network: string;
  readonly sessions: number;
}

/** Kinds that are told apart; beyond them networks are not. */
const KINDS = 20_000;

/** Counts sessions until the counts are taken. */
export class Tally {
  #entries = new Map<string, TallyEntry>();

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** Only what came in: the counts are about who tries what here. */
  add(session: SessionSummary): void {
    if (session.listenerKind === 'outbound') return;
    const kind = kindOf(session);
    this.#add(this.#entries.size < KINDS ? kind : { ...kind, network: '' }, 1);
  }

  /** Takes counts back that could not be written. */
  addAll(entries: readonly TallyEntry[]): void {
    for (const { sessions, ...kind } of entries) this.#add(kind, sessions);
  }

  /** The counts of which `belongs` says so; they are gone from here. */
  take(belongs: (entry: TallyEntry) => boolean): readonly TallyEntry[] {
    const taken: TallyEntry[] = [];
    for (const [key, entry] of this.#entries) {
      if (!belongs(entry)) continue;
      taken.push(entry);
      this.#entries.delete(key);
    }
    return taken;
  }

  first(): TallyEntry | null {
    const first = this.#entries.values().next();
    return first.done ? null : first.value;
  }

  #add(kind: Omit<TallyEntry, 'sessions'>, sessions: number): void {
    const key = [kind.hour, kind.result, kind.rule, kind.network, kind.reason].join(' ');
    const known = this.#entries.get(key);
    this.#entries.set(key, { ...kind, sessions: (known?.sessions ?? 0) + sessions });
  }
}

/** The full hour of UTC in which `at` lies. */
export function hourOf(at: number): number {
  return at - (at % HOUR_MS);
}

function kindOf({ startedAt, result, refusal, ip }: SessionSummary): Omit<TallyEntry, 'sessions'> {
  const network = networkOfClient(ip);
  return {
    hour: hourOf(startedAt),
    result,
    rule: refusal?.rule ?? '',
    reason: refusal?.reason ?? '',
    network: network ? formatNetwork(network) : ip,
  };
}
