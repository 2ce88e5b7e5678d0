import { expect, test } from 'vitest';
import type { QueueEntry } from '../../server/contract/delivery-queue.ts';
import { Claims } from '../../server/delivery/claims.ts';
import { QueueDesk } from '../../server/delivery/queue-desk.ts';
import { address, MemoryQueue, queuedEnvelope, queueEntry, RECEIVED_AT } from '../helpers/memory-queue.ts';

const LATER = RECEIVED_AT + 3_600_000;

function deskOver(...entries: readonly Partial<QueueEntry>[]) {
  const queue = new MemoryQueue();
  queue.add(...entries.map((entry, index) => queueEntry({ id: index + 1, ...entry })));
  const claims = new Claims();
  let changes = 0;
  const desk = new QueueDesk({
    queue,
    claims,
    clock: () => LATER,
    reports: {
      queue,
      clock: () => LATER,
      messageId: () => 'report1',
      hostname: () => 'mail.local.test',
      postmasterFor: () => address('postmaster@local.test'),
      deliveriesOf: (recipient) => [{ kind: 'mailbox', accountId: 1, recipient }],
      sign: null,
      onDropped: () => undefined,
      reportError: () => undefined,
    },
    onChange: () => changes++,
  });
  const reports = () => queue.reports.map(({ content }) => Buffer.from(content).toString());
  return { desk, queue, claims, reports, changes: () => changes };
}

test('what is retried is asked for now, held or not', async () => {
  const { desk, queue, claims, changes } = deskOver({ nextAttemptAt: LATER * 2 }, { state: 'held' });
  expect(await desk.retry([1, 2, 2, 77])).toBe(2);
  expect(
    queue.entries.map(({ state, nextAttemptAt, askedForAt }) => ({ state, nextAttemptAt, askedForAt })),
  ).toEqual([
    { state: 'waiting', nextAttemptAt: LATER, askedForAt: LATER },
    { state: 'waiting', nextAttemptAt: LATER, askedForAt: LATER },
  ]);
  expect([claims.ids.size, changes()]).toEqual([0, 1]);
});

test('what is held waits, and is counted once', async () => {
  const { desk, queue } = deskOver({}, { state: 'held' }, { state: 'etrn' });
  expect(await desk.hold([1, 2, 3])).toBe(2);
  expect(queue.entries.map(({ state }) => state)).toEqual(['held', 'held', 'held']);
});

test('only what is held is released', async () => {
  const { desk, queue } = deskOver({ nextAttemptAt: LATER * 2 }, { state: 'held' });
  expect(await desk.release([1, 2])).toBe(1);
  expect(queue.entries.map(({ nextAttemptAt }) => nextAttemptAt)).toEqual([LATER * 2, LATER]);
});

test('what is removed is gone without a word', async () => {
  const { desk, queue } = deskOver({}, {});
  expect(await desk.remove([1])).toBe(1);
  expect([queue.entries.map(({ id }) => id), queue.reports]).toEqual([[2], []]);
});

test('what is returned goes back in one report for each message', async () => {
  const other = queuedEnvelope({ id: 'message2' });
  const { desk, queue, reports } = deskOver(
    {},
    { recipient: address('ann@remote.test') },
    { message: other },
  );
  expect(await desk.bounce([1, 2, 3])).toBe(3);
  expect(queue.entries).toEqual([]);
  expect(reports().map((text) => text.match(/^Final-Recipient.*/gm))).toEqual([
    ['Final-Recipient: rfc822; joe@remote.test', 'Final-Recipient: rfc822; ann@remote.test'],
    ['Final-Recipient: rfc822; joe@remote.test'],
  ]);
  expect(reports()[0]).toContain('Status: 5.0.0\r\n');
});

test.each([
  ['that has no sender', { message: queuedEnvelope({ returnPath: null }) }],
  ['whose sender never wants to hear', { dsn: { notify: ['NEVER'], originalRecipient: null } }],
] as const)('a message %s goes without a report', async (_which, entry) => {
  const { desk, queue } = deskOver(entry);
  expect(await desk.bounce([1])).toBe(1);
  expect([queue.entries, queue.reports]).toEqual([[], []]);
});

test.each(['retry', 'hold', 'release', 'remove', 'bounce'] as const)(
  'what is being sent is left alone: %s',
  async (action) => {
    const { desk, queue, claims } = deskOver({});
    claims.take([1]);
    expect(await desk[action]([1])).toBe(0);
    expect(queue.entries).toEqual([queueEntry({ id: 1 })]);
    expect([...claims.ids]).toEqual([1]);
  },
);

test('a disk that fails leaves nothing taken', async () => {
  const { desk, queue, claims } = deskOver({});
  queue.settleFaults = ['before'];
  await expect(desk.remove([1])).rejects.toThrow('before');
  expect([...claims.ids]).toEqual([]);
});
