import { describe, expect, test } from 'vitest';
import type { ScreenedNetwork } from '../../server/contract/screened-network.ts';
import { directoryMigrations } from '../../server/directory/schema.ts';
import { openScreenTable } from '../../server/directory/screen-table.ts';
import { openMemoryDatabase } from '../helpers/memory-database.ts';

const FIRST: ScreenedNetwork = {
  network: '192.0.2.7',
  reason: 'AUTH on the SMTP port',
  sessionId: '4fk2',
  since: 1000,
  until: 2000,
  offences: 1,
  hits: 0,
  addedBy: 'rule',
};
const BY_HAND: ScreenedNetwork = {
  ...FIRST,
  network: '2001:db8::/32',
  sessionId: null,
  since: 500,
  until: null,
  addedBy: 'administrator',
};

function open() {
  const database = openMemoryDatabase(directoryMigrations);
  const errors: string[] = [];
  const start = () => openScreenTable({ database, reportError: (step) => errors.push(step) });
  return { database, errors, start };
}

describe('the screen table', () => {
  test('brings the screen through a restart, oldest first', async () => {
    const { start } = open();
    const table = await start();
    table.noteEntry(FIRST);
    table.noteEntry(BY_HAND);
    table.noteEntry({ ...FIRST, hits: 7 });
    await table.dispose();
    expect([table.entries, (await start()).entries]).toEqual([[], [BY_HAND, { ...FIRST, hits: 7 }]]);
  });

  test('forgets a network that was removed', async () => {
    const { start } = open();
    const table = await start();
    table.noteEntry(FIRST);
    await table.dispose();
    table.noteRemoval(FIRST.network);
    await table.dispose();
    expect((await start()).entries).toEqual([]);
  });

  test('reports what it could not write, and writes it the next time', async () => {
    const { database, errors, start } = open();
    const table = await start();
    table.noteEntry(FIRST);
    database.failNextTransaction();
    await table.dispose();
    expect([errors, (await start()).entries]).toEqual([['writing the Dynamic Screen'], []]);
    await table.dispose();
    expect((await start()).entries).toEqual([FIRST]);
  });
});
