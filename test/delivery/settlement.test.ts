import { expect, test } from 'vitest';
import { settle } from '../../server/delivery/settlement.ts';
import { MemoryQueue, queueEntry, RECEIVED_AT } from '../helpers/memory-queue.ts';
import { quiet, TurnedTimers } from '../helpers/turned-timers.ts';

const DONE = { kind: 'done', id: 1 } as const;
const DEFERRED = {
  kind: 'deferred',
  id: 1,
  nextAttemptAt: RECEIVED_AT + 1000,
  failure: { at: RECEIVED_AT, host: null, code: null, enhanced: '4.4.1', text: 'away' },
  delayToldAt: null,
} as const;
const PARKED = { kind: 'parked', id: 1, until: RECEIVED_AT + 1000 } as const;

function settling(change: Parameters<typeof settle>[0][number], ...faults: MemoryQueue['settleFaults']) {
  const queue = new MemoryQueue();
  queue.add(queueEntry({ id: 1 }));
  queue.settleFaults = faults;
  const timers = new TurnedTimers(RECEIVED_AT);
  const stopping = new AbortController();
  const errors: string[] = [];
  const written = settle([change], [], {
    queue,
    schedule: timers.schedule,
    signal: stopping.signal,
    reportError: (_step, cause) => errors.push(String(cause)),
  });
  return { queue, timers, stopping, errors, written };
}

test('a change is written at once where the disk is well', async () => {
  const { queue, written, errors } = settling(DONE);
  expect(await written).toBe(true);
  expect([queue.changes, errors]).toEqual([[DONE], []]);
});

test('a full disk is asked again after 1, 2 and 4 seconds', async () => {
  const { queue, timers, written, errors } = settling(DONE, 'disk-full', 'disk-full', 'disk-full');
  for (const seconds of [1, 2, 4]) {
    await quiet();
    expect(timers.sleeps).toEqual([seconds * 1000]);
    await timers.advance(seconds * 1000);
  }
  expect(await written).toBe(true);
  expect([queue.changes, errors.length]).toEqual([[DONE], 3]);
});

test('waits are a minute at most', async () => {
  const faults = Array.from({ length: 12 }, () => 'disk-full' as const);
  const { timers, stopping } = settling(DONE, ...faults);
  await timers.advance(5 * 60_000);
  expect(timers.sleeps.every((sleepMs) => sleepMs <= 60_000)).toBe(true);
  stopping.abort();
});

test.each([
  ['done', DONE],
  ['deferred', DEFERRED],
  ['parked', PARKED],
])('what was %s although the disk failed is not written twice', async (_kind, change) => {
  const { queue, timers, written } = settling(change, 'after');
  await timers.advance(1000);
  expect(await written).toBe(true);
  expect(queue.changes).toEqual([change]);
});

test.each([
  ['done', DONE],
  ['deferred', DEFERRED],
  ['parked', PARKED],
])('what was not %s because the disk failed is written', async (_kind, change) => {
  const { queue, timers, written } = settling(change, 'before');
  await timers.advance(1000);
  expect(await written).toBe(true);
  expect(queue.changes).toEqual([change]);
});

test('a server that stops does not wait for the disk', async () => {
  const { stopping, written } = settling(DONE, 'before', 'before', 'before');
  await quiet();
  stopping.abort();
  expect(await written).toBe(false);
});
