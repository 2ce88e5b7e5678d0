import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EndedSession, RepeatedRow } from '../session-keeper.ts';
import { concernsOf } from '../../contract/log-query-filter.ts';
import { searchableText } from '../../contract/log-text.ts';
import { wordsOf } from '../../contract/session-words.ts';
import { openDayForWriting } from './day-database.ts';
import type { Batch } from './history-messages.ts';
import type { Packer } from './pack.ts';
import { ReportedTable } from './reported-table.ts';
import { ReportedTally } from './reported-tally.ts';
import { INSERT_SESSION, sessionValues, type SessionRecord } from './session-row.ts';
import { Tally, type TallyEntry } from './tally.ts';

/** What was judged is left out where it is larger, packed: a session of thousands of recipients. */
const LARGEST_STEPS = 64 * 1024;

/** One day's file, open for writing. */
export class DayWriter {
  readonly #database: DatabaseSync;
  readonly #packer: Packer;
  readonly #hasKey: StatementSync;
  readonly #hasSession: StatementSync;
  readonly #insertSession: StatementSync;
  readonly #insertConcern: StatementSync;
  readonly #insertContent: StatementSync;
  readonly #insertWords: StatementSync;
  readonly #updateRepeats: StatementSync;
  readonly #addToHour: StatementSync;
  readonly #addToNetwork: StatementSync;
  readonly #reported: ReportedTable;

  constructor(path: string) {
    const { database, packer } = openDayForWriting(path);
    this.#database = database;
    this.#packer = packer;
    this.#hasKey = database.prepare('SELECT 1 FROM session WHERE key = ?');
    this.#hasSession = database.prepare('SELECT 1 FROM session WHERE id = ? AND started = ?');
    this.#insertSession = database.prepare(INSERT_SESSION);
    this.#insertConcern = database.prepare('INSERT INTO concern (option, key) VALUES (?, ?)');
    this.#insertContent = database.prepare('INSERT INTO content (key, record, steps) VALUES (?, ?, ?)');
    this.#insertWords = database.prepare('INSERT INTO word (rowid, text) VALUES (?, ?)');
    this.#updateRepeats = database.prepare('UPDATE session SET repeats = ? WHERE id = ? AND started = ?');
    this.#addToHour = database.prepare(
      `INSERT INTO stat_hour (hour, result, rule, reason, sessions) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET sessions = sessions + excluded.sessions`,
    );
    this.#addToNetwork = database.prepare(
      `INSERT INTO stat_network (network, accepted, blocked, deferred, closed) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET accepted = accepted + excluded.accepted, blocked = blocked + excluded.blocked,
         deferred = deferred + excluded.deferred, closed = closed + excluded.closed`,
    );
    this.#reported = new ReportedTable(database);
  }

  /** All of the batch or nothing of it. Throws what SQLite throws. */
  write({ sessions, repeats, tally, reported }: Batch): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const counts = new Tally();
      counts.addAll(tally);
      const ofReports = new ReportedTally();
      ofReports.addAll(reported);
      for (const ended of sessions) {
        if (!this.#insert(ended)) continue;
        counts.add(ended.session);
        ofReports.add(ended.session);
      }
      for (const row of repeats) this.#repeat(row);
      for (const entry of counts.take(() => true)) this.#count(entry);
      for (const entry of ofReports.take(() => true)) this.#reported.add(entry);
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }

  /** False where the session is stored already. */
  #insert({ key: wanted, session, steps }: EndedSession): boolean {
    if (this.#hasSession.get(session.id, session.startedAt)) return false;
    const key = this.#freeKey(wanted);
    const { transcript, transcriptOmitted, verdicts } = session;
    const record: SessionRecord = { transcript, transcriptOmitted, verdicts };
    const packedSteps = steps.length === 0 ? null : this.#packer.pack(steps);
    this.#insertSession.run(...sessionValues(key, session));
    for (const option of concernsOf(session)) this.#insertConcern.run(option, key);
    this.#insertContent.run(
      key,
      this.#packer.pack(record),
      packedSteps && packedSteps.length <= LARGEST_STEPS ? packedSteps : null,
    );
    this.#insertWords.run(key, searchableText([...wordsOf(session), ...transcript.map(({ text }) => text)]));
    return true;
  }

  /** The clock was set back, or the server started twice in one millisecond: the next key that is free. */
  #freeKey(wanted: number): number {
    let key = wanted;
    while (this.#hasKey.get(key)) key++;
    return key;
  }

  #repeat({ id, startedAt, repeats }: RepeatedRow): void {
    this.#updateRepeats.run(repeats, id, startedAt);
  }

  #count({ hour, result, rule, reason, network, sessions }: TallyEntry): void {
    this.#addToHour.run(hour, result, rule, reason, sessions);
    if (network === '') return;
    const of = (name: TallyEntry['result']): number => (result === name ? sessions : 0);
    this.#addToNetwork.run(network, of('accepted'), of('blocked'), of('deferred'), of('closed'));
  }
}
