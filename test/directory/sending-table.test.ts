import { expect, test } from 'vitest';
import { directoryMigrations } from '../../server/directory/schema.ts';
import { hashRecipient, openSendingTable } from '../../server/directory/sending-table.ts';
import { address } from '../helpers/directory-lists.ts';
import { openMemoryDatabase } from '../helpers/memory-database.ts';

const WINDOW = [{ slot: 5_966_666, messages: 2, recipients: 9, newRecipients: 4 }];

async function open() {
  const database = openMemoryDatabase(directoryMigrations);
  const errors: string[] = [];
  const start = () => openSendingTable({ database, reportError: (step) => errors.push(step) });
  return { database, errors, table: await start(), restart: start };
}

test('a new table knows of nobody', async () => {
  const { table } = await open();
  expect([table.sendings, table.recipients]).toEqual([new Map(), new Map()]);
});

test('what an account has sent, and to whom, comes back, the newest of what was noted', async () => {
  const { table, restart } = await open();
  table.noteSending(1, { window: [], learnsUntil: 7 });
  table.noteSending(1, { window: WINDOW, learnsUntil: 7 });
  table.noteRecipient(1, 11, 20_700);
  table.noteRecipient(1, 10, 20_701);
  table.noteRecipient(2, 11, 20_702);
  table.noteRecipient(1, 12, 20_703);
  table.noteForgotten(1, 12);
  await table.dispose();
  const { sendings, recipients } = await restart();
  expect(sendings).toEqual(new Map([[1, { window: WINDOW, learnsUntil: 7 }]]));
  expect([...recipients].map(([id, days]) => [id, [...days]])).toEqual([
    [
      1,
      [
        [11, 20_700],
        [10, 20_701],
      ],
    ],
    [2, [[11, 20_702]]],
  ]);
});

test('what cannot be written is written with the next write', async () => {
  const { table, database, errors, restart } = await open();
  table.noteSending(1, { window: [], learnsUntil: 7 });
  table.noteSending(2, { window: [], learnsUntil: 7 });
  database.failNextTransaction();
  await table.dispose();
  table.noteSending(1, { window: WINDOW, learnsUntil: 7 });
  await table.dispose();
  expect(errors).toEqual(['writing what accounts have sent']);
  expect((await restart()).sendings).toEqual(
    new Map([
      [1, { window: WINDOW, learnsUntil: 7 }],
      [2, { window: [], learnsUntil: 7 }],
    ]),
  );
});

test('a recipient is the same however its ASCII letters are cased, and another one of each account', () => {
  const [one, cased, ofAnother] = [
    hashRecipient(1, address('joe@ext.test')),
    hashRecipient(1, address('JOE@EXT.test')),
    hashRecipient(2, address('joe@ext.test')),
  ];
  expect(cased).toBe(one);
  expect(ofAnother).not.toBe(one);
  expect(Number.isSafeInteger(one)).toBe(true);
});
