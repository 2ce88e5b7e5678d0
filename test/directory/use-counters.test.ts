import { describe, expect, test } from 'vitest';
import { directoryMigrations } from '../../server/directory/schema.ts';
import { UseCounters } from '../../server/directory/use-counters.ts';
import { openMemoryDatabase } from '../helpers/memory-database.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

function open() {
  const database = openMemoryDatabase(directoryMigrations);
  const errors: string[] = [];
  const counters = new UseCounters({
    database,
    clock: turnedClock(1000),
    signIns: new Map([[1, 5]]),
    whiteListUse: new Map([['bulk@local.test', { hits: 3, lastUsedAt: 900 }]]),
    reportError: (step) => errors.push(step),
  });
  const rows = () => database.query('SELECT * FROM white_list_use');
  return { database, counters, errors, rows };
}

describe('use counters', () => {
  test('go on where the last run ended', () => {
    const { counters } = open();
    counters.noteWhiteListUse('bulk@local.test', 950);
    expect([counters.useOf('bulk@local.test'), counters.lastSignInAt(1)]).toEqual([
      { hits: 4, lastUsedAt: 950 },
      5,
    ]);
  });

  test('are written together, and only when there is something to write', async () => {
    const { counters, rows, database } = open();
    await counters.flush();
    expect(await rows()).toEqual([]);
    counters.noteSignIn(2);
    counters.noteWhiteListUse('a@local.test', 950);
    counters.noteWhiteListUse('a@local.test', 940);
    await counters.dispose();
    expect(await rows()).toEqual([{ key: 'a@local.test', hits: 2, last_used_at: 950 }]);
    expect(await database.query('SELECT * FROM account_use')).toEqual([
      { account_id: 2, last_sign_in_at: 1000 },
    ]);
  });

  test('that could not be written are reported, and written the next time', async () => {
    const { counters, rows, database, errors } = open();
    counters.noteWhiteListUse('a@local.test', 950);
    database.failNextTransaction();
    await counters.flush();
    expect([errors, await rows()]).toEqual([['writing sign-in times and white list hits'], []]);
    await counters.flush();
    expect(await rows()).toEqual([{ key: 'a@local.test', hits: 1, last_used_at: 950 }]);
  });

  test('of entries that are gone are not written', async () => {
    const { counters, rows } = open();
    counters.noteWhiteListUse('bulk@local.test', 950);
    counters.keepOnly(new Set());
    await counters.dispose();
    expect([counters.useOf('bulk@local.test'), await rows()]).toEqual([null, []]);
  });
});
