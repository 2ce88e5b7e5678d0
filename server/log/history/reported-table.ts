import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ReportedEntry } from './reported-tally.ts';
import { number, text } from './session-row.ts';

/** What rules in report mode would have refused on this day, by sender: charts never read the table of sessions. */
export const REPORTED_TABLE = `
CREATE TABLE stat_reported (
  rule TEXT NOT NULL,
  sender TEXT NOT NULL COLLATE NOCASE,
  hour INTEGER NOT NULL,
  sessions INTEGER NOT NULL,
  newest_started INTEGER NOT NULL,
  newest_id TEXT NOT NULL,
  PRIMARY KEY (rule, sender, hour)
) STRICT, WITHOUT ROWID;
`;

/** The same from the sessions themselves. SQLite takes the `id` of the row that has the largest `started`. */
const FROM_SESSIONS = `
SELECT value AS rule, coalesce(sender, '') AS sender, started - started % 3600000 AS hour, count(*) AS sessions,
  max(started) AS newest_started, session.id AS newest_id
FROM session, json_each(would_have_blocked) WHERE would_have_blocked <> '[]'
GROUP BY 1, 2 COLLATE NOCASE, 3
`;

/** Senders of one rule and one day that are told apart; a flood of made-up ones is counted together. */
const SENDERS_OF_A_DAY = 10_000;

/** Files that were begun before the table was thought of get it with the sessions they hold. */
export function addReportedTable(database: DatabaseSync): void {
  if (hasTable(database)) return;
  database.exec('BEGIN IMMEDIATE');
  database.exec(REPORTED_TABLE);
  database.exec(
    `INSERT INTO stat_reported (rule, sender, hour, sessions, newest_started, newest_id) ${FROM_SESSIONS}`,
  );
  database.exec('COMMIT');
}

/** The table as the writer of a day fills it. */
export class ReportedTable {
  readonly #add: StatementSync;
  readonly #hasSender: StatementSync;
  readonly #mostSenders: number;
  /** Senders told apart so far, of each rule. */
  readonly #senders: Map<string, number>;

  constructor(database: DatabaseSync, mostSenders = SENDERS_OF_A_DAY) {
    this.#mostSenders = mostSenders;
    this.#hasSender = database.prepare('SELECT 1 FROM stat_reported WHERE rule = ? AND sender = ? LIMIT 1');
    this.#add = database.prepare(
      `INSERT INTO stat_reported (rule, sender, hour, sessions, newest_started, newest_id) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET sessions = sessions + excluded.sessions,
         newest_id = iif(excluded.newest_started >= newest_started, excluded.newest_id, newest_id),
         newest_started = max(newest_started, excluded.newest_started)`,
    );
    const counts = database.prepare(
      'SELECT rule, count(DISTINCT sender) AS senders FROM stat_reported GROUP BY rule',
    );
    this.#senders = new Map(counts.all().map((row) => [text(row['rule']), number(row['senders'])]));
  }

  add({ rule, sender, hour, sessions, newest }: ReportedEntry): void {
    this.#add.run(rule, this.#told(rule, sender), hour, sessions, newest.startedAt, newest.id);
  }

  #told(rule: string, sender: string): string {
    if (sender === '' || this.#hasSender.get(rule, sender)) return sender;
    const known = this.#senders.get(rule) ?? 0;
    if (known >= this.#mostSenders) return '';
    this.#senders.set(rule, known + 1);
    return sender;
  }
}

/** Counts of the hours that begin in the time given, those of one sender together. */
export function readReported(database: DatabaseSync, from: number, to: number): readonly ReportedEntry[] {
  const counts = hasTable(database) ? 'stat_reported' : `(${FROM_SESSIONS})`;
  return database
    .prepare(
      `SELECT rule, sender, hour, sum(sessions) AS sessions, max(newest_started) AS started, newest_id
       FROM ${counts} WHERE hour >= ? AND hour < ? GROUP BY rule, sender`,
    )
    .all(from, to)
    .map((row) => ({
      rule: text(row['rule']),
      sender: text(row['sender']),
      hour: number(row['hour']),
      sessions: number(row['sessions']),
      newest: { startedAt: number(row['started']), id: text(row['newest_id']) },
    }));
}

function hasTable(database: DatabaseSync): boolean {
  return database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'stat_reported'`).get() !== undefined;
}
