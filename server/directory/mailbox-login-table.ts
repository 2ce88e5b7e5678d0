import { z } from 'zod';
import type { Database, Dispose } from '../contract/services.ts';

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

const WRITE_AFTER_MS = 500;
const MINUTE_MS = 60_000;

const loginRow = z.object({ account_id: z.int(), minute: z.int() });

export async function openMailboxLoginTable({
  database,
  reportError,
}: MailboxLoginTableOptions): Promise<MailboxLoginTable> {
  const rows = z.array(loginRow).parse(await database.query('SELECT account_id, minute FROM mailbox_login'));
  /** By account id: the minute that is written or about to be. */
  const minutes = new Map(rows.map((row) => [row.account_id, row.minute]));
  const unwritten = new Set<number>();
  let timer: NodeJS.Timeout | null = null;

  async function write(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const batch = [...unwritten];
    if (batch.length === 0) return;
    unwritten.clear();
    try {
      await database.transaction(
        batch.map((accountId) => ({
          sql: 'INSERT OR REPLACE INTO mailbox_login (account_id, minute) VALUES (?, ?)',
          params: [accountId, minutes.get(accountId) ?? 0],
        })),
      );
    } catch (cause) {
      for (const accountId of batch) unwritten.add(accountId);
      reportError('writing mailbox logins', cause);
    }
  }

  return {
    logins: new Map(rows.map((row) => [row.account_id, row.minute * MINUTE_MS])),
    noteLogin(accountId, at) {
      const minute = Math.floor(at / MINUTE_MS);
      if (minutes.get(accountId) === minute) return;
      minutes.set(accountId, minute);
      unwritten.add(accountId);
      timer ??= setTimeout(() => void write(), WRITE_AFTER_MS).unref();
    },
    dispose: write,
  };
}
