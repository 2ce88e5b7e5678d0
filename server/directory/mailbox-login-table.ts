import { z } from 'zod';
import type { Dispose } from '../contract/clock.ts';
import type { Database } from '../contract/database.ts';
import { WriteBehind } from './write-behind.ts';

/** Keeps in mail.db, to the minute, when each account last opened its mailbox: POP Before SMTP asks for no more. */
export interface MailboxLoginTable {
  /** What the last run left: milliseconds since 1970 by account id. */
  readonly logins: ReadonlyMap<number, number>;
  /** Costs no I/O; written soon, once a minute for an account that comes more often. */
  noteLogin(accountId: number, at: number): void;
  /** Writes what is not written yet; never rejects. */
  readonly dispose: Dispose;
}

export interface MailboxLoginTableOptions {
  readonly database: Database;
  readonly reportError: (step: string, cause: unknown) => void;
}

const MINUTE_MS = 60_000;

const loginRow = z.object({ account_id: z.int(), minute: z.int() });

export async function openMailboxLoginTable({
  database,
  reportError,
}: MailboxLoginTableOptions): Promise<MailboxLoginTable> {
  const rows = z.array(loginRow).parse(await database.query('SELECT account_id, minute FROM mailbox_login'));
  /** By account id: the minute that is written or about to be. */
  const minutes = new Map(rows.map((row) => [row.account_id, row.minute]));
  const writer = new WriteBehind({ database, reportError, step: 'writing mailbox logins' });

  return {
    logins: new Map(rows.map((row) => [row.account_id, row.minute * MINUTE_MS])),
    noteLogin(accountId, at) {
      const minute = Math.floor(at / MINUTE_MS);
      if (minutes.get(accountId) === minute) return;
      minutes.set(accountId, minute);
      writer.note(
        String(accountId),
        'INSERT OR REPLACE INTO mailbox_login (account_id, minute) VALUES (?, ?)',
        [accountId, minute],
      );
    },
    dispose: writer.flush,
  };
}
