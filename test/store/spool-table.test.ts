import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetUnreferenced } from '../../server/store/forget-blob.ts';
import { insertMessage } from '../../server/store/insert-message.ts';
import { storeMigrations } from '../../server/store/schema.ts';
import { spoolTable } from '../../server/store/spool-table.ts';
import { nodeSqlite, type SqlConnection } from '../../server/store/sql-connection.ts';

let folder: string;
let connection: SqlConnection;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatepost-spool-'));
  connection = nodeSqlite.open(join(folder, 'mail.db'), 'read-write');
  for (const step of storeMigrations.steps) connection.execute(step);
});
afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true });
});

function spool(id: string): void {
  insertMessage(
    connection,
    {
      id,
      receivedAt: 0,
      sizeBytes: 2,
      bodyOffset: 0,
      sentOffset: 0,
      returnPath: '<>',
      envelope: '{}',
      deliveries: [],
      content: Buffer.from(id),
    },
    0,
  );
}

const spooled = (): readonly string[] =>
  table()
    .oldest()
    .map(({ id }) => id);
const table = () => spoolTable((work) => work(connection));
const rowId = (name: string): number =>
  Number(connection.all('SELECT id FROM blob WHERE name = ?', [name])[0]?.['id']);

test('what has been settled leaves the spool', () => {
  spool('message00001');
  spool('message00002');
  table().drop(['message00001']);
  expect(spooled()).toEqual(['message00002']);
});

test('a message that took the row id of one that was removed while it was being settled stays in the spool', () => {
  spool('message00001');
  const settling = table()
    .oldest()
    .map(({ id }) => id);
  const before = rowId('message00001');
  forgetUnreferenced(connection, before);
  spool('message00002');
  expect(rowId('message00002')).toBe(before);
  table().drop(settling);
  expect(spooled()).toEqual(['message00002']);
});
