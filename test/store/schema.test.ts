import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { storeMigrations } from '../../server/store/schema.ts';

const [FIRST = '', SECOND = ''] = storeMigrations.steps;

test('mail that an older program stored is sent on without its Return-Path:, and keeps its place in the queue', () => {
  const database = new DatabaseSync(':memory:');
  database.exec(FIRST);
  const header = 'X-Gatepost-Envelope: {}\r\n';
  const messages = [
    { name: 'message00001', returnPath: 'jörg@example.com', served: 'Return-Path: <jörg@example.com>\r\n' },
    { name: 'message00002', returnPath: '<>', served: 'Return-Path: <>\r\n' },
  ];
  for (const { name, returnPath } of messages)
    database
      .prepare(
        `INSERT INTO blob (name, received_at, size_bytes, body_offset, return_path, envelope)
         VALUES (?, 1, 1000, ?, ?, '{"version":1,"deliveries":[]}')`,
      )
      .run(name, header.length, returnPath);
  database.exec(`INSERT INTO queue VALUES (7, 1, 'ann@example.com', NULL, '{}', 0, 1790000000000)`);
  database.exec(SECOND);
  expect(database.prepare('SELECT envelope, sent_offset FROM blob').all()).toEqual(
    messages.map(({ served }) => ({
      envelope: '{"version":1}',
      sent_offset: header.length + Buffer.byteLength(served),
    })),
  );
  expect(database.prepare('SELECT * FROM queue').all()).toEqual([
    {
      id: 7,
      blob_id: 1,
      recipient: 'ann@example.com',
      gateway: null,
      dsn: '{}',
      state: 'waiting',
      attempts: 0,
      next_attempt_at: 1_790_000_000_000,
      scheduled_at: 1_790_000_000_000,
      asked_for_at: null,
      delay_told_at: null,
      last_failure: null,
    },
  ]);
  database.exec(`DELETE FROM queue; INSERT INTO queue (blob_id, recipient, dsn, next_attempt_at, scheduled_at)
    VALUES (1, 'bob@example.com', '{}', 0, 0)`);
  expect(database.prepare('SELECT id FROM queue').all()).toEqual([{ id: 8 }]);
});
