import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test, vi } from 'vitest';
import { TRACE_HEADER_MAX_BYTES } from '../../server/contract/message-store.ts';
import { nodeFileSystem } from '../../server/store/file-system.ts';
import { openStore } from '../../server/store/open-store.ts';
import { spawnWorker } from '../../server/store/spawn-worker.ts';
import {
  deliver,
  openTestStore,
  readText,
  temporaryFolder,
  testEnvelope,
  toMailbox,
  toQueue,
  TRACE,
} from './store-fixture.ts';

async function settled(store: { stats(): { messagesSettled: number } }, messages: number): Promise<void> {
  await vi.waitFor(() => {
    expect(store.stats().messagesSettled).toBe(messages);
  }, 10_000);
}

describe('a message', () => {
  test('is listed and served from the moment it is committed, and after it was settled', async () => {
    const store = await openTestStore();
    await deliver(store.messages, testEnvelope('message00001'), 'Subject: one\r\n\r\n1\r\n');
    const served = `${TRACE}Subject: one\r\n\r\n1\r\n`;
    expect(await store.mailboxes.list(1)).toEqual([
      { uid: 1, receivedAt: 1_790_000_000_000, sizeBytes: served.length, returnPath: 'joe@example.com' },
    ]);
    expect(await readText(store, 1, 1)).toBe(served);
    await settled(store, 1);
    expect(await readText(store, 1, 1)).toBe(served);
    expect(await store.database.query('SELECT count(*) AS spooled FROM spool')).toEqual([{ spooled: 0 }]);
  });

  test('over 256 KiB is in its file before it is acknowledged, and never in the database', async () => {
    const store = await openTestStore();
    const body = 'x'.repeat(700_000);
    await deliver(store.messages, testEnvelope('message00001'), body);
    expect(await store.database.query('SELECT count(*) AS spooled FROM spool')).toEqual([{ spooled: 0 }]);
    expect(await readText(store, 1, 1)).toBe(TRACE + body);
    expect(await readdir(join(store.dataFolder, 'mail'))).toEqual(['01']);
  });

  test.each([
    ['a long', TRACE + `Authentication-Results: ${'x'.repeat(16_000)}\r\n`],
    ['a short', 'A: b\r\n'],
    ['no', ''],
  ])('over 256 KiB is served exactly with %s trace header, known only at its end', async (_, trace) => {
    const store = await openTestStore();
    const body = Buffer.alloc(700_000, 'abc\r\n').toString();
    await deliver(store.messages, testEnvelope('message00001'), body, trace);
    expect(await readText(store, 1, 1)).toBe(trace + body);
    expect((await store.mailboxes.open(1)).messages).toEqual([
      { uid: 1, sizeBytes: trace.length + body.length },
    ]);
    const file = await readFile(join(store.dataFolder, 'mail', '01', 'message00001.eml'), 'latin1');
    const [header = ''] = (file + '\r\n\r\n').split(trace + body);
    expect(header).toMatch(
      /^X-Gatepost-Envelope: {[!-~ ]+\r\n(?: [!-~ ]+\r\n)*X-Gatepost-Padding:\.*\r\n(?: \.+\r\n)*$/,
    );
  });

  test.each([
    ['small', 100],
    ['large', 400_000],
  ])('with a trace header that is too long is refused and leaves nothing (%s)', async (_, size) => {
    const store = await openTestStore();
    const trace = `Received: ${'x'.repeat(TRACE_HEADER_MAX_BYTES)}\r\n`;
    await expect(
      deliver(store.messages, testEnvelope('message00001'), Buffer.alloc(size), trace),
    ).rejects.toThrow(RangeError);
    expect(await store.mailboxes.list(1)).toEqual([]);
    expect(store.stats().bytesInMemory).toBe(0);
    expect(await filesIn(store.dataFolder)).toEqual([]);
  });

  test('to three mailboxes and a queue is stored once', async () => {
    const store = await openTestStore();
    const deliveries = [toMailbox(1), toMailbox(2), toQueue('ann'), toMailbox(7)];
    await deliver(store.messages, testEnvelope('message00001', { deliveries }));
    await deliver(store.messages, testEnvelope('message00002', { deliveries: [toMailbox(2)] }));
    expect(await store.mailboxes.counts()).toEqual(
      new Map([
        [1, 1],
        [2, 2],
        [7, 1],
      ]),
    );
    expect(await store.database.query('SELECT count(*) AS blobs FROM blob')).toEqual([{ blobs: 2 }]);
    expect((await store.queue.list({ limit: 10 })).map(({ recipient }) => recipient.localPart)).toEqual([
      'ann',
    ]);
  });

  test.each([
    ['small', 100],
    ['large', 400_000],
  ])('that is discarded leaves nothing (%s)', async (_, size) => {
    const store = await openTestStore();
    const message = await store.messages.begin(testEnvelope('message00001'));
    await message.write(Buffer.alloc(size));
    await message.discard();
    await message.discard();
    expect(await store.mailboxes.list(1)).toEqual([]);
    expect(store.stats().bytesInMemory).toBe(0);
    expect(await filesIn(store.dataFolder)).toEqual([]);
    await expect(message.commit(TRACE)).rejects.toThrow('has been committed or discarded');
  });

  test('with an id that is no file name is refused', async () => {
    const store = await openTestStore();
    await expect(store.messages.begin(testEnvelope('../../etc/passwd'))).rejects.toThrow(
      'is not a message id',
    );
  });

  test('is refused while too many bytes of others are in memory', async () => {
    const store = await openTestStore({ memoryBudgetBytes: 1000 });
    const first = await store.messages.begin(testEnvelope('message00001'));
    await first.write(Buffer.alloc(900));
    const second = await store.messages.begin(testEnvelope('message00002'));
    await expect(second.write(Buffer.alloc(200))).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'unavailable',
    });
    await expect(second.commit(TRACE)).rejects.toMatchObject({ kind: 'unavailable' });
    await first.commit(TRACE);
    await deliver(store.messages, testEnvelope('message00003'), Buffer.alloc(900));
    expect(await store.mailboxes.counts()).toEqual(new Map([[1, 2]]));
  });
});

describe('a data folder', () => {
  test('is for this user alone', async () => {
    const store = await openTestStore();
    await deliver(store.messages, testEnvelope('message00001'), Buffer.alloc(400_000));
    const mode = async (path: string): Promise<number> =>
      (await stat(join(store.dataFolder, path))).mode & 0o777;
    expect(await mode('.')).toBe(0o700);
    for (const name of ['mail.db', 'mail.db-wal', 'mail.db-shm', 'lock.db', 'mail/01/message00001.eml'])
      expect([name, await mode(name)]).toEqual([name, 0o600]);
  });

  test('keeps mail and UIDs over a restart, whether or not it was settled', async () => {
    const dataFolder = await temporaryFolder();
    const first = await openTestStore({ dataFolder });
    await deliver(first.messages, testEnvelope('message00001'), 'one');
    await deliver(first.messages, testEnvelope('message00002'), 'two');
    await first.dispose();
    const second = await openTestStore({ dataFolder });
    await deliver(second.messages, testEnvelope('message00003'), 'three');
    await settled(second, 3);
    expect((await second.mailboxes.list(1)).map(({ uid }) => uid)).toEqual([1, 2, 3]);
    expect(await readText(second, 1, 2)).toBe(`${TRACE}two`);
    expect(second.events).toEqual([]);
  });

  test('is made where it is missing, for this user alone', async () => {
    const dataFolder = join(await temporaryFolder(), 'server', 'data');
    await openTestStore({ dataFolder });
    expect((await stat(dataFolder)).mode & 0o777).toBe(0o700);
  });

  test('opens one server at a time', async () => {
    const store = await openTestStore();
    await expect(openTestStore({ dataFolder: store.dataFolder })).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('in use by another Gatepost') as string,
    });
  });

  test('written by a newer program is not opened, and not changed', async () => {
    const dataFolder = await temporaryFolder();
    await (await openTestStore({ dataFolder })).dispose();
    const database = new DatabaseSync(join(dataFolder, 'mail.db'));
    database.exec("UPDATE schema_version SET version = 99 WHERE name = 'store'");
    database.close();
    const before = await readFile(join(dataFolder, 'mail.db'));
    await expect(openTestStore({ dataFolder })).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('written by a newer Gatepost') as string,
    });
    expect(await readFile(join(dataFolder, 'mail.db'))).toEqual(before);
  });

  test('with less than the floor of free space takes no new message', async () => {
    const nearlyFull = { freeBytes: 4096, totalBytes: 1 << 30 };
    const store = await openTestStore(
      { freeSpaceFloorBytes: 8192 },
      { spawn: spawnWorker, fileSystem: { ...nodeFileSystem, diskSpace: () => Promise.resolve(nearlyFull) } },
    );
    await expect(store.messages.begin(testEnvelope('message00001'))).rejects.toMatchObject({
      kind: 'disk-full',
    });
  });
});

describe('the database', () => {
  const step = 'CREATE TABLE alias (pattern TEXT PRIMARY KEY) STRICT';
  const schema = [{ name: 'directory', steps: [step] }];

  test('runs all statements of a transaction or none, whatever others do meanwhile', async () => {
    const { database } = await openTestStore({ schema });
    const insert = (pattern: string): { sql: string; params: string[] } => ({
      sql: 'INSERT INTO alias VALUES (?) RETURNING pattern',
      params: [pattern],
    });
    const results = await Promise.allSettled([
      database.transaction([insert('a'), insert('b')]),
      database.transaction([insert('c'), insert('a')]),
      database.transaction([insert('d')]),
    ]);
    expect(results).toMatchObject([
      { status: 'fulfilled', value: [[{ pattern: 'a' }], [{ pattern: 'b' }]] },
      { status: 'rejected', reason: { kind: 'unavailable' } },
      { status: 'fulfilled' },
    ]);
    expect(await database.query('SELECT pattern FROM alias ORDER BY 1')).toEqual([
      { pattern: 'a' },
      { pattern: 'b' },
      { pattern: 'd' },
    ]);
  });

  test('does not write in a query', async () => {
    const { database } = await openTestStore({ schema });
    await expect(database.query("INSERT INTO alias VALUES ('x')")).rejects.toMatchObject({
      name: 'StoreError',
    });
    await expect(database.query('SELECT nonsense')).rejects.toThrow('no such column');
    expect(await database.query('SELECT * FROM alias')).toEqual([]);
  });

  test('adds the steps that a part of the server has learned since', async () => {
    const dataFolder = await temporaryFolder();
    await (await openTestStore({ dataFolder, schema })).dispose();
    const grown = [{ name: 'directory', steps: [step, 'ALTER TABLE alias ADD COLUMN note TEXT'] }];
    const { database } = await openTestStore({ dataFolder, schema: grown });
    expect(await database.query('SELECT name, version FROM schema_version ORDER BY name')).toEqual([
      { name: 'directory', version: 2 },
      { name: 'store', version: 2 },
    ]);
    expect(await database.query('SELECT note FROM alias')).toEqual([]);
  });

  test('commits what was asked for before it closes, and refuses what comes after', async () => {
    const dataFolder = await temporaryFolder();
    const store = await openTestStore({ dataFolder });
    const deliveries = [1, 2, 3].map((n) => deliver(store.messages, testEnvelope(`message0000${String(n)}`)));
    await Promise.all(deliveries.slice(0, 2));
    await store.dispose();
    await expect(store.messages.begin(testEnvelope('message00009'))).rejects.toMatchObject({
      kind: 'unavailable',
    });
    await Promise.all(deliveries);
    const after = await openTestStore({ dataFolder });
    expect(await after.mailboxes.counts()).toEqual(new Map([[1, 3]]));
  });
});

test('clocks that jump neither lose mail nor turn UIDVALIDITY back', async () => {
  let now = 1_790_000_000_000;
  const store = await openTestStore({ clock: () => now });
  await deliver(store.messages, testEnvelope('message00001', { deliveries: [toMailbox(1)] }));
  now -= 86_400_000;
  await deliver(store.messages, testEnvelope('message00002', { deliveries: [toMailbox(2)] }));
  now += 10 * 86_400_000;
  await deliver(store.messages, testEnvelope('message00003', { deliveries: [toMailbox(1), toMailbox(3)] }));
  expect(
    await store.database.query('SELECT account_id, uid_validity FROM mailbox ORDER BY account_id'),
  ).toEqual([
    { account_id: 1, uid_validity: 1_790_000_000 },
    { account_id: 2, uid_validity: 1_790_000_001 },
    { account_id: 3, uid_validity: 1_790_777_600 },
  ]);
  expect((await store.mailboxes.list(1)).map(({ uid }) => uid)).toEqual([1, 2]);
});

test('a folder that cannot be made is reported', async () => {
  const folder = await temporaryFolder();
  const options = { schema: [], clock: Date.now, onEvent: () => undefined };
  await expect(openStore({ ...options, dataFolder: join(folder, 'nul\0byte') })).rejects.toMatchObject({
    name: 'StoreError',
  });
});

async function filesIn(dataFolder: string): Promise<readonly string[]> {
  const entries = await readdir(join(dataFolder, 'mail'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe('a data folder', () => {
  test('without its mail.db keeps the mail there was, out of reach of every sweep, and says so', async () => {
    const first = await openTestStore();
    await deliver(first.messages, testEnvelope('message00001'));
    await settled(first, 1);
    await first.dispose();
    const { dataFolder } = first;
    for (const run of [1, 2]) {
      for (const name of await readdir(dataFolder))
        if (name.startsWith('mail.db')) await rm(join(dataFolder, name));
      const store = await openTestStore({ dataFolder });
      const orphans = `mail.without-database-${run}`;
      expect(store.events).toEqual([{ kind: 'database-missing', orphans }]);
      expect(await readdir(join(dataFolder, orphans, '01'))).toEqual(['message00001.eml']);
      await deliver(store.messages, testEnvelope('message00001'));
      await settled(store, 1);
      await store.dispose();
    }
  });

  test('with a damaged mail.db is not served, and the file is named', async () => {
    const dataFolder = await temporaryFolder();
    await writeFile(join(dataFolder, 'mail.db'), 'no database '.repeat(1000));
    await expect(openTestStore({ dataFolder })).rejects.toThrow(
      `${join(dataFolder, 'mail.db')} is damaged; put a backup in its place: file is not a database`,
    );
  });
});
