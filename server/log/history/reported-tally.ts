import { lowerAscii } from '../../contract/ascii.ts';
import type { LogCursor } from '../../contract/log-history.ts';
import type { SessionSummary } from '../../contract/session-log.ts';
import { hourOf } from './tally.ts';

/** Sessions in which a rule only reported what it would have refused: of one sender, within one hour. */
export interface ReportedEntry {
  /** The full hour of UTC in which they started, in milliseconds since 1970. */
  readonly hour: number;
  readonly rule: string;
  /** Empty where none was named, or there were too many to tell them apart. */
  readonly sender: string;
  readonly sessions: number;
  readonly newest: LogCursor;
}

/** Kinds that are told apart; beyond them senders are not. */
const KINDS = 20_000;

/** Counts such sessions until the counts are taken. */
export class ReportedTally {
  #entries = new Map<string, ReportedEntry>();

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** `shownBy`: the row of the log that stands for the session; it is its own where none is given. */
  add(session: SessionSummary, { id, startedAt }: LogCursor = session): void {
    for (const rule of session.wouldHaveBlocked) {
      const sender = this.#entries.size < KINDS ? (session.sender ?? '') : '';
      this.#add({ hour: hourOf(session.startedAt), rule, sender, sessions: 1, newest: { id, startedAt } });
    }
  }

  /** Takes counts back that could not be written. */
  addAll(entries: readonly ReportedEntry[]): void {
    for (const entry of entries) this.#add(entry);
  }

  /** The counts of which `belongs` says so; they are gone from here. */
  take(belongs: (entry: ReportedEntry) => boolean): readonly ReportedEntry[] {
    const taken = [...this.#entries].filter(([, entry]) => belongs(entry));
    for (const [key] of taken) this.#entries.delete(key);
    return taken.map(([, entry]) => entry);
  }

  first(): ReportedEntry | null {
    const first = this.#entries.values().next();
    return first.done ? null : first.value;
  }

  #add(entry: ReportedEntry): void {
    const key = [entry.hour, entry.rule, lowerAscii(entry.sender)].join(' ');
    const known = this.#entries.get(key);
    this.#entries.set(key, known ? together(known, entry) : entry);
  }
}

/** The counts of two kinds as one, under the name of the first. */
export function together<C extends Pick<ReportedEntry, 'sessions' | 'newest'>>(one: C, other: C): C {
  const newest = other.newest.startedAt >= one.newest.startedAt ? other.newest : one.newest;
  return { ...one, sessions: one.sessions + other.sessions, newest };
}
