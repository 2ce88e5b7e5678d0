import type { LogQuery } from '../../contract/log-history.ts';
import type { SessionDetail } from '../../contract/session-log.ts';
import { filterOf } from '../../contract/log-query-filter.ts';
import type { RecordedSession } from '../recorded-session.ts';
import { openDayForReading, type DayDatabase } from './day-database.ts';
import { dayQuery } from './day-query.ts';
import type { FoundSession, SearchAnswer } from './history-messages.ts';
import { readReported } from './reported-table.ts';
import type { ReportedEntry } from './reported-tally.ts';
import type { SearchBudget } from './search-budget.ts';
import {
  bytes,
  number,
  refusalOfRow,
  sessionOfRow,
  text,
  type Row,
  type SessionRecord,
} from './session-row.ts';

export interface HourCount {
  readonly hour: number;
  readonly result: string;
  readonly rule: string;
  readonly reason: string;
  readonly sessions: number;
}

export interface NetworkCount {
  readonly network: string;
  readonly accepted: number;
  readonly blocked: number;
  readonly deferred: number;
  readonly closed: number;
}

export type FoundInDay = Omit<SearchAnswer, 'before'>;

/** One day's file, open for reading. Throws what SQLite throws. */
export class DayReader {
  readonly #day: DayDatabase;

  constructor(path: string) {
    this.#day = openDayForReading(path);
  }

  /** Sessions with `from` <= key < `before`, at most `limit`. */
  search(query: LogQuery, from: number, before: number, limit: number, budget: SearchBudget): FoundInDay {
    const found: FoundSession[] = [];
    const { sql, params } = dayQuery(query) ?? {};
    if (sql === undefined || params === undefined) return { found, stoppedAt: null };
    const matches = filterOf(query);
    for (const row of this.#day.database.prepare(sql).iterate(...params, before, from)) {
      const key = number(row['key']);
      const session = sessionOfRow(row);
      if (matches(session)) found.push({ key, session });
      if (found.length < limit && !budget.isSpent()) continue;
      return { found, stoppedAt: { key, startedAt: session.startedAt, id: session.id } };
    }
    return { found, stoppedAt: null };
  }

  /** The newest of this id; with `startedAt` the one that started then. Null where there is none. */
  find(id: string, startedAt: number | null): FoundSession | null {
    const { database } = this.#day;
    const row =
      startedAt === null
        ? database.prepare('SELECT * FROM session WHERE id = ? ORDER BY started DESC LIMIT 1').get(id)
        : database.prepare('SELECT * FROM session WHERE id = ? AND started = ?').get(id, startedAt);
    return row ? { key: number(row['key']), session: sessionOfRow(row) } : null;
  }

  detailOf({ key, session }: FoundSession): SessionDetail {
    const row = this.#day.database.prepare('SELECT record FROM content WHERE key = ?').get(key);
    // As the writer packed it; see day-writer.ts.
    const record = this.#day.packer.unpack(bytes(row?.['record'])) as SessionRecord;
    return { ...session, ...record };
  }

  /** What was judged in a session, as it was recorded; null where nothing was, or it was too large to keep. */
  stepsOf(key: number): unknown {
    const packed = this.#day.database.prepare('SELECT steps FROM content WHERE key = ?').get(key)?.['steps'];
    return packed === null || packed === undefined ? null : this.#day.packer.unpack(bytes(packed));
  }

  /**
   * Sessions that were judged, with `from` <= key < `before`, newest first, until `take` says that it has had enough.
   * Answers whether it came to the end.
   */
  eachRecorded(from: number, before: number, take: (session: RecordedSession) => boolean): boolean {
    const { database, packer } = this.#day;
    // CROSS JOIN: SQLite keeps the order of the tables, and so that of the rows.
    const rows =
      database.prepare(`SELECT id, started, ip, refusal, steps FROM session CROSS JOIN content USING (key)
      WHERE key >= ? AND key < ? AND steps IS NOT NULL ORDER BY key DESC`);
    for (const row of rows.iterate(from, before)) {
      const wantsMore = take({
        id: text(row['id']),
        startedAt: number(row['started']),
        ip: text(row['ip']),
        refusal: refusalOfRow(row),
        steps: packer.unpack(bytes(row['steps'])) as RecordedSession['steps'], // as the writer packed it
      });
      if (!wantsMore) return false;
    }
    return true;
  }

  /** Counts of the hours that begin in the time given. */
  hours(from: number, to: number): readonly HourCount[] {
    return this.#day.database
      .prepare('SELECT hour, result, rule, reason, sessions FROM stat_hour WHERE hour >= ? AND hour < ?')
      .all(from, to)
      .map((row) => ({
        hour: number(row['hour']),
        result: text(row['result']),
        rule: text(row['rule']),
        reason: text(row['reason']),
        sessions: number(row['sessions']),
      }));
  }

  /** Counts of what would have been refused in the hours that begin in the time given. */
  reported(from: number, to: number): readonly ReportedEntry[] {
    return readReported(this.#day.database, from, to);
  }

  /** The networks most often blocked on this day. */
  networks(limit: number): readonly NetworkCount[] {
    const columns = 'network, accepted, blocked, deferred, closed';
    return this.#day.database
      .prepare(`SELECT ${columns} FROM stat_network WHERE blocked > 0 ORDER BY blocked DESC LIMIT ?`)
      .all(limit)
      .map(networkOfRow);
  }

  close(): void {
    this.#day.database.close();
  }
}

function networkOfRow(row: Row): NetworkCount {
  return {
    network: text(row['network']),
    accepted: number(row['accepted']),
    blocked: number(row['blocked']),
    deferred: number(row['deferred']),
    closed: number(row['closed']),
  };
}
