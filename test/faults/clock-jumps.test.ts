import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../server/store/file-system.ts';
import { nodeSqlite } from '../../server/store/sql-connection.ts';
import {
  deliver,
  openTestStore,
  temporaryFolder,
  testEnvelope,
  toMailbox,
  toQueue,
  type OpenedStore,
} from '../store/store-fixture.ts';
import { CRASH_SEED } from './crash-settings.ts';
import { inProcessWorker } from './in-process-worker.ts';
import { seededRandom } from './seeded-random.ts';

const HOUR = 3_600_000;
const JUMPS = [-HOUR, 24 * HOUR, 0];
const ROUNDS = 40;
const RETRY_MS = 10 * 60_000;
const SOUND = { sqlite: nodeSqlite, fileSystem: nodeFileSystem };

test('a clock that jumps by -1 h and +1 d, over restarts too, breaks no order and keeps no mail waiting', async () => {
  const random = seededRandom(CRASH_SEED);
  const dataFolder = await temporaryFolder();
  let now = 1_790_000_000_000;
  const open = (): Promise<OpenedStore> =>
    openTestStore(
      { dataFolder, clock: () => now },
      { spawn: inProcessWorker(SOUND), fileSystem: nodeFileSystem },
    );
  let store = await open();
  const validities = new Set<number>();
  for (let round = 1; round <= ROUNDS; round++) {
    const id = `clock${String(round).padStart(8, '0')}`;
    await deliver(store.messages, testEnvelope(id, { deliveries: [toMailbox(1), toQueue(id)] }));
    now += JUMPS[random.integer(0, JUMPS.length - 1)] ?? 0;
    if (random.next() < 0.2) {
      await store.dispose();
      store = await open();
    }
    // Whatever the clock says now, everything was put off by ten minutes, and ten minutes pass.
    const waiting = await store.queue.list({ limit: 1000 });
    await store.queue.settle(
      waiting.map((entry) => ({ kind: 'deferred', id: entry.id, nextAttemptAt: now + RETRY_MS, ...FAILED })),
      [],
    );
    now += JUMPS[random.integer(0, JUMPS.length - 1)] ?? 0;
    now += RETRY_MS;
    const due = await store.queue.due(now, 1000, new Set());
    expect(due.map((entry) => entry.id)).toEqual(Array.from({ length: round }, (_, n) => n + 1));
    expect(due.map(({ attempts }) => attempts)).toEqual(Array.from({ length: round }, (_, n) => round - n));
    validities.add((await store.mailboxes.open(1)).uidValidity);
  }
  const { messages } = await store.mailboxes.open(1);
  expect(messages.map(({ uid }) => uid)).toEqual(Array.from({ length: ROUNDS }, (_, n) => n + 1));
  expect(validities.size).toBe(1);
});

const FAILED = {
  failure: { at: 0, host: null, code: null, enhanced: '4.4.1', text: 'no answer' },
  delayToldAt: null,
} as const;
