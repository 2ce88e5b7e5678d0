import type { SessionSummary } from '../../contract/session-log.ts';
import type { EndedSession, RepeatedRow } from '../session-keeper.ts';
import { dayOf } from './day.ts';
import type { Batch } from './history-messages.ts';
import { ReportedTally } from './reported-tally.ts';
import { Tally } from './tally.ts';

/** Sessions that one transaction takes. */
export const LARGEST_BATCH = 500;
/** Sessions that wait at most; what comes then is only counted. */
const LARGEST_QUEUE = 10_000;
/** From here on sessions wait without their transcripts, the larger part of what they weigh. */
const QUEUE_WITH_TEXT = 5000;
/** Rows whose number of repeats waits to be written. */
const REPEATED_ROWS = 10_000;

/** What waits to be written. Bounded: under load transcripts are left out first, then sessions are only counted. */
export class WaitingSessions {
  #sessions: EndedSession[] = [];
  #repeats = new Map<string, RepeatedRow>();
  readonly #tally = new Tally();
  readonly #reported = new ReportedTally();
  #counted = 0;

  get count(): number {
    return this.#sessions.length;
  }

  get sessions(): readonly EndedSession[] {
    return this.#sessions;
  }

  /** Sessions that could only be counted. */
  get counted(): number {
    return this.#counted;
  }

  get isEmpty(): boolean {
    return (
      this.#sessions.length === 0 && this.#repeats.size === 0 && this.#tally.isEmpty && this.#reported.isEmpty
    );
  }

  add(ended: EndedSession): void {
    if (this.#sessions.length >= LARGEST_QUEUE) this.countOnly(ended.session);
    else this.#sessions.push(this.#sessions.length < QUEUE_WITH_TEXT ? ended : withoutText(ended));
  }

  /** Of a session that cannot be stored a number remains. */
  countOnly(session: SessionSummary): void {
    this.#counted++;
    this.#tally.add(session);
    this.#reported.add(session);
  }

  /** One more session of the row's kind, which the row stands for. */
  repeat(session: SessionSummary, row: RepeatedRow): void {
    this.#tally.add(session);
    this.#reported.add(session, row);
    const name = nameOf(row);
    if (this.#repeats.has(name) || this.#repeats.size < REPEATED_ROWS) this.#repeats.set(name, row);
  }

  /** The next transaction's share: all of one day, the longest waiting first. Null where nothing waits. */
  take(): Batch | null {
    const day = this.#nextDay();
    if (day === null) return null;
    const end = this.#sessions.findIndex(({ session }) => dayOf(session.startedAt) !== day);
    const size = Math.min(end === -1 ? this.#sessions.length : end, LARGEST_BATCH);
    const sessions = this.#sessions.splice(0, size).map((ended) => this.#withRepeats(ended));
    return {
      day,
      sessions,
      repeats: this.#takeRepeats(day),
      tally: this.#tally.take(({ hour }) => dayOf(hour) === day),
      reported: this.#reported.take(({ hour }) => dayOf(hour) === day),
    };
  }

  /** Takes a batch back that could not be written. */
  putBack({ sessions, repeats, tally, reported }: Batch): void {
    this.#sessions.unshift(...sessions);
    for (const row of repeats) if (!this.#repeats.has(nameOf(row))) this.#repeats.set(nameOf(row), row);
    this.#tally.addAll(tally);
    this.#reported.addAll(reported);
  }

  #nextDay(): string | null {
    const [first] = this.#sessions;
    if (first) return dayOf(first.session.startedAt);
    const [row] = this.#repeats.values();
    const at = row?.startedAt ?? (this.#tally.first() ?? this.#reported.first())?.hour;
    return at === undefined ? null : dayOf(at);
  }

  #withRepeats(ended: EndedSession): EndedSession {
    const name = nameOf(ended.session);
    const row = this.#repeats.get(name);
    if (!row) return ended;
    this.#repeats.delete(name);
    return { ...ended, session: { ...ended.session, repeats: row.repeats } };
  }

  /** None while sessions wait: the row itself may be among them. */
  #takeRepeats(day: string): readonly RepeatedRow[] {
    if (this.#sessions.length > 0) return [];
    const rows = [...this.#repeats.values()].filter(({ startedAt }) => dayOf(startedAt) === day);
    for (const row of rows) this.#repeats.delete(nameOf(row));
    return rows;
  }
}

function nameOf({ id, startedAt }: Pick<RepeatedRow, 'id' | 'startedAt'>): string {
  return `${id} ${startedAt}`;
}

function withoutText({ key, session }: EndedSession): EndedSession {
  const transcriptOmitted = session.transcriptOmitted + session.transcript.length;
  return { key, session: { ...session, transcript: [], transcriptOmitted, verdicts: [] }, steps: [] };
}
