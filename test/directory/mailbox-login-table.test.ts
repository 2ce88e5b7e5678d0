import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openMailboxLoginTable } from '../../server/directory/mailbox-login-table.ts';
import { directoryMigrations } from '../../server/directory/schema.ts';
import { openMemoryDatabase, type MemoryDatabase } from '../helpers/memory-database.ts';

const MINUTE_MS = 60_000;
let database: MemoryDatabase;
const errors: string[] = [];

beforeEach(() => {
  database = openMemoryDatabase(directoryMigrations);
  errors.length = 0;
});
afterEach(() => {
  database.close();
});

const open = () =>
  openMailboxLoginTable({ database, reportError: (step, cause) => errors.push(`${step}: ${String(cause)}`) });

test('a login is known to the next run, to the minute', async () => {
  const first = await open();
  first.noteLogin(1, 3 * MINUTE_MS + 59_999);
  first.noteLogin(2, 4 * MINUTE_MS);
  first.noteLogin(1, 5 * MINUTE_MS + 1);
  await first.dispose();
  expect((await open()).logins).toEqual(
    new Map([
      [1, 5 * MINUTE_MS],
      [2, 4 * MINUTE_MS],
    ]),
  );
});

test('a client that comes every second is written once a minute', async () => {
  const transaction = vi.spyOn(database, 'transaction');
  const table = await open();
  for (let second = 0; second < 60; second++) {
    table.noteLogin(1, second * 1000);
    await table.dispose();
  }
  expect(transaction).toHaveBeenCalledTimes(1);
});

test('what could not be written is written the next time', async () => {
  const table = await open();
  table.noteLogin(1, MINUTE_MS);
  database.failNextTransaction();
  await table.dispose();
  expect(errors).toEqual(['writing mailbox logins: Error: the transaction was made to fail']);
  await table.dispose();
  expect((await open()).logins).toEqual(new Map([[1, MINUTE_MS]]));
});
