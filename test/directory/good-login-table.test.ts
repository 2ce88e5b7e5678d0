import { expect, test } from 'vitest';
import { openGoodLoginTable } from '../../server/directory/good-login-table.ts';
import { directoryMigrations } from '../../server/directory/schema.ts';
import { openMemoryDatabase } from '../helpers/memory-database.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const NOW = 1_699_999_980_000; // a whole minute

async function open() {
  const database = openMemoryDatabase(directoryMigrations);
  const clock = turnedClock(NOW);
  const errors: string[] = [];
  const start = () => openGoodLoginTable({ database, clock, reportError: (step) => errors.push(step) });
  return { database, clock, errors, table: await start(), restart: start };
}

test('sign-ins come back to the minute, the oldest first', async () => {
  const { table, restart } = await open();
  table.noteLogin('2001:db8::/64', NOW + 61_000);
  table.noteLogin('192.0.2.7', NOW + 59_999);
  await table.dispose();
  expect([table.logins, [...(await restart()).logins]]).toEqual([
    new Map(),
    [
      ['192.0.2.7', NOW],
      ['2001:db8::/64', NOW + 60_000],
    ],
  ]);
});

test('a network that signs in all the time is written once a minute', async () => {
  const { table, database } = await open();
  const transaction = database.transaction.bind(database);
  let writes = 0;
  database.transaction = (statements) => {
    writes++;
    return transaction(statements);
  };
  for (const at of [0, 1000, 59_999, 60_000]) {
    table.noteLogin('192.0.2.7', NOW + at);
    await table.dispose();
  }
  expect(writes).toBe(2);
});

test('what is older than a day is forgotten', async () => {
  const { table, clock, restart } = await open();
  table.noteLogin('192.0.2.7', clock());
  await table.dispose();
  clock.advanceMinutes(1441);
  table.noteLogin('192.0.2.8', clock());
  await table.dispose();
  expect([...(await restart()).logins.keys()]).toEqual(['192.0.2.8']);
});

test('what cannot be written is reported, and written the next time', async () => {
  const { table, database, errors, restart } = await open();
  table.noteLogin('192.0.2.7', NOW);
  database.failNextTransaction();
  await table.dispose();
  expect([errors, (await restart()).logins.size]).toEqual([['writing successful sign-ins'], 0]);
  await table.dispose();
  expect((await restart()).logins).toEqual(new Map([['192.0.2.7', NOW]]));
});
