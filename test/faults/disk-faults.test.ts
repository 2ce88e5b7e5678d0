import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../server/store/file-system.ts';
import { spawnWorker } from '../../server/store/spawn-worker.ts';
import { deliver, openTestStore, readText, testEnvelope, TRACE } from '../store/store-fixture.ts';

const FAULTY = {
  spawn: (task: Parameters<typeof spawnWorker>[0]) =>
    spawnWorker(task, new URL('./faulty-worker.ts', import.meta.url)),
  fileSystem: nodeFileSystem,
};
const UNAVAILABLE = { name: 'StoreError', kind: 'unavailable' };
const DISK_FULL = { name: 'StoreError', kind: 'disk-full' };

test('a full disk refuses with disk-full, is reported once, and serving goes on', async () => {
  const store = await openTestStore({}, FAULTY);
  await deliver(store.messages, testEnvelope('message00001'));
  await writeFile(join(store.dataFolder, 'fail-full'), '');
  for (const id of ['message00002', 'message00003'])
    await expect(deliver(store.messages, testEnvelope(id))).rejects.toMatchObject(DISK_FULL);
  await expect(
    deliver(store.messages, testEnvelope('message00004'), Buffer.alloc(400_000)),
  ).rejects.toMatchObject(DISK_FULL);
  await rm(join(store.dataFolder, 'fail-full'));
  await deliver(store.messages, testEnvelope('message00005'));
  expect((await store.mailboxes.list(1)).map(({ uid }) => uid)).toEqual([1, 2]);
  expect(await readdir(join(store.dataFolder, 'mail', '04'))).toEqual([]);
  expect(store.events).toEqual([{ kind: 'disk-full', cause: 'database or disk is full' }]);
  expect(store.stats()).toMatchObject({ state: 'running', bytesInMemory: 0 });
});

test('an I/O error refuses the batch and reopens; the next commit clears it', async () => {
  const store = await openTestStore({}, FAULTY);
  for (const id of ['message00001', 'message00003']) {
    await writeFile(join(store.dataFolder, 'fail-io'), '');
    await expect(deliver(store.messages, testEnvelope(id))).rejects.toMatchObject(UNAVAILABLE);
    await rm(join(store.dataFolder, 'fail-io'));
    await deliver(store.messages, testEnvelope(`${id}b`));
  }
  const reopened = { kind: 'reopened', cause: 'disk I/O error' };
  expect(store.events).toEqual([reopened, reopened]);
  expect(await store.mailboxes.counts()).toEqual(new Map([[1, 2]]));
});

test('a second I/O error in a row stops the store', async () => {
  const store = await openTestStore({}, FAULTY);
  await deliver(store.messages, testEnvelope('message00001'));
  await writeFile(join(store.dataFolder, 'fail-io'), '');
  for (const id of ['message00002', 'message00003'])
    await expect(deliver(store.messages, testEnvelope(id))).rejects.toMatchObject(UNAVAILABLE);
  await rm(join(store.dataFolder, 'fail-io'));
  await expect(store.messages.begin(testEnvelope('message00004'))).rejects.toMatchObject(UNAVAILABLE);
  await expect(store.database.transaction([])).rejects.toMatchObject(UNAVAILABLE);
  expect(store.events.map(({ kind }) => kind)).toEqual(['reopened', 'failed']);
  expect(store.stats().state).toBe('failed');
  await store.dispose();
  const after = await openTestStore({ dataFolder: store.dataFolder });
  expect(await after.mailboxes.counts()).toEqual(new Map([[1, 1]]));
});

test('a crashed worker fails who waits and starts again, three times in ten minutes', async () => {
  let now = 1_790_000_000_000;
  const store = await openTestStore({ clock: () => now }, FAULTY);
  const crash = async (id: string): Promise<void> => {
    await writeFile(join(store.dataFolder, 'crash'), '');
    await expect(deliver(store.messages, testEnvelope(id))).rejects.toMatchObject(UNAVAILABLE);
    await rm(join(store.dataFolder, 'crash'));
  };
  for (const id of ['message00001', 'message00002', 'message00003']) await crash(id);
  await deliver(store.messages, testEnvelope('message00004'));
  now += 600_000;
  await crash('message00005');
  await deliver(store.messages, testEnvelope('message00006'));
  expect(store.events.map(({ kind }) => kind)).toEqual(Array(4).fill('worker-restarted'));
  for (const id of ['message00007', 'message00008', 'message00009']) await crash(id);
  expect(store.events.at(-1)).toMatchObject({ kind: 'failed' });
  await expect(store.messages.begin(testEnvelope('message00010'))).rejects.toMatchObject(UNAVAILABLE);
});

test('after an unclean stop unacknowledged files are swept and mail.db is checked', async () => {
  const store = await openTestStore({}, FAULTY);
  await deliver(store.messages, testEnvelope('message00001'), Buffer.alloc(400_000, 'x'));
  await writeFile(join(store.dataFolder, 'fail-io'), '');
  for (const id of ['message00002', 'message00003'])
    await expect(deliver(store.messages, testEnvelope(id), Buffer.alloc(400_000))).rejects.toMatchObject(
      UNAVAILABLE,
    );
  await store.dispose();
  const after = await openTestStore({ dataFolder: store.dataFolder });
  await expect
    .poll(() => after.events, { timeout: 20_000 })
    .toEqual([
      { kind: 'recovered', sweptFiles: 2 },
      { kind: 'checked', problems: [] },
    ]);
  expect((await readText(after, 1, 1))?.length).toBe(400_000 + TRACE.length);
});
