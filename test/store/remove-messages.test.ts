import { existsSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { nodeFileSystem } from '../../server/store/file-system.ts';
import { openStore } from '../../server/store/open-store.ts';
import { spawnWorker } from '../../server/store/spawn-worker.ts';
import {
  bodyPath,
  deliver,
  openTestStore,
  readText,
  temporaryFolder,
  testEnvelope,
  toMailbox,
  toQueue,
} from './store-fixture.ts';

const LARGE = 'x'.repeat(400_000);

test('a mailbox is opened as it is at that moment, with exact sizes', async () => {
  const store = await openTestStore();
  expect(await store.mailboxes.open(1)).toEqual({ uidValidity: 0, messages: [] });
  await deliver(store.messages, testEnvelope('message00001'), 'one\r\n');
  await deliver(store.messages, testEnvelope('message00002'), LARGE);
  const { uidValidity, messages } = await store.mailboxes.open(1);
  expect(uidValidity).toBeGreaterThan(0);
  const served = await Promise.all(messages.map(({ uid }) => readText(store, 1, uid)));
  expect(messages).toEqual([
    { uid: 1, sizeBytes: served[0]?.length },
    { uid: 2, sizeBytes: served[1]?.length },
  ]);
});

test('removed messages are gone, their UIDs are never given out again, and tombstones tell of them', async () => {
  const store = await openTestStore();
  for (const id of ['message00001', 'message00002', 'message00003'])
    await deliver(store.messages, testEnvelope(id));
  const before = await store.mailboxes.open(1);
  await store.mailboxes.remove(1, [1, 3, 99]);
  await deliver(store.messages, testEnvelope('message00004'));
  const after = await store.mailboxes.open(1);
  expect(after.messages.map(({ uid }) => uid)).toEqual([2, 4]);
  expect(after.uidValidity).toBe(before.uidValidity);
  expect(await store.mailboxes.read(1, 1)).toBeNull();
  expect(await store.database.query('SELECT uid, modseq FROM expunged ORDER BY uid')).toEqual([
    { uid: 1, modseq: 4 },
    { uid: 3, modseq: 4 },
  ]);
  expect(await store.database.query('SELECT highest_modseq FROM mailbox')).toEqual([{ highest_modseq: 5 }]);
});

test('an emptied mailbox keeps its UIDVALIDITY over a restart', async () => {
  const dataFolder = await temporaryFolder();
  const first = await openTestStore({ dataFolder });
  await deliver(first.messages, testEnvelope('message00001'));
  const { uidValidity } = await first.mailboxes.open(1);
  await first.mailboxes.remove(1, [1]);
  await first.dispose();
  const second = await openTestStore({ dataFolder });
  expect(await second.mailboxes.open(1)).toEqual({ uidValidity, messages: [] });
});

test('a message that others have too stays theirs until the last one removes it', async () => {
  const store = await openTestStore();
  const deliveries = [toMailbox(1), toMailbox(2)];
  await deliver(store.messages, testEnvelope('message00001', { deliveries }), LARGE);
  await store.mailboxes.remove(1, [1]);
  expect(await readText(store, 2, 1)).toContain(LARGE);
  await store.mailboxes.remove(2, [1]);
  expect(await store.database.query('SELECT name FROM blob')).toEqual([]);
  await vi.waitFor(() => {
    expect(existsSync(bodyPath(store, 'message00001'))).toBe(false);
  }, 10_000);
});

test('a message that still waits to be sent is kept', async () => {
  const store = await openTestStore();
  await deliver(
    store.messages,
    testEnvelope('message00001', { deliveries: [toMailbox(1), toQueue('ann')] }),
    LARGE,
  );
  await store.mailboxes.remove(1, [1]);
  expect(await store.queue.list({ limit: 10 })).toHaveLength(1);
  expect(existsSync(bodyPath(store, 'message00001'))).toBe(true);
});

test('a message whose file was not written yet is removed from the database alone', async () => {
  const store = await openTestStore();
  await deliver(store.messages, testEnvelope('message00001'));
  await store.mailboxes.remove(1, [1]);
  expect(await store.database.query('SELECT blob_id FROM spool')).toEqual([]);
  await store.dispose();
  expect(existsSync(bodyPath(store, 'message00001'))).toBe(false);
});

test('a file that a killed server left behind is swept at the next start', async () => {
  const dataFolder = await temporaryFolder();
  const options = {
    dataFolder,
    schema: [],
    clock: Date.now,
    onEvent: () => undefined,
    freeSpaceFloorBytes: 0,
  };
  let terminate = (): Promise<unknown> => Promise.resolve();
  const store = await openStore(options, {
    spawn: (task) => {
      const worker = spawnWorker(task);
      terminate = () => worker.terminate();
      return worker;
    },
    fileSystem: nodeFileSystem,
  });
  await deliver(store.messages, testEnvelope('message00001'), LARGE);
  await store.database.transaction([
    { sql: 'DELETE FROM message', params: [] },
    { sql: 'DELETE FROM blob', params: [] },
  ]);

  await terminate();
  await store.dispose();
  expect(existsSync(bodyPath({ dataFolder }, 'message00001'))).toBe(true);
  await openTestStore({ dataFolder });
  expect(existsSync(bodyPath({ dataFolder }, 'message00001'))).toBe(false);
});
