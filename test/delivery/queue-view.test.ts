import { expect, test } from 'vitest';
import { entryIdOf, entryName, searchOf, viewOf } from '../../server/delivery/queue-view.ts';
import { queuedEnvelope, queueEntry, RECEIVED_AT } from '../helpers/memory-queue.ts';

const SENDING = new Set([4]);

test('an entry is named by its message and its number', () => {
  expect(entryName(queueEntry({ id: 12 }))).toBe('message1-12');
  expect(entryIdOf('message1-12')).toBe(12);
});

test.each(['12', 'message1-', 'message1-x', '-12', 'message1-1234567890123456', 'a b-1'])(
  '%s names no entry',
  (name) => {
    expect(entryIdOf(name)).toBeNull();
  },
);

test.each([
  ['everything', {}, { text: undefined, limit: 10_000 }],
  ['what holds a text', { text: 'joe', limit: 5 }, { text: 'joe', limit: 5 }],
  ['what is being sent', { state: 'sending' }, { text: undefined, limit: 10_000, only: SENDING }],
  [
    'what waits and is not being sent',
    { state: 'waiting' },
    { text: undefined, limit: 10_000, state: 'waiting', except: SENDING },
  ],
] as const)('the console asks for %s', (_what, query, search) => {
  expect(searchOf(query, SENDING)).toEqual(search);
});

test('an entry as the console shows it', () => {
  const failure = { at: RECEIVED_AT, host: 'mx', code: 450, enhanced: '4.2.0', text: 'later' };
  expect(viewOf(queueEntry({ id: 3, attempts: 2, lastFailure: failure }), 1, false)).toEqual({
    id: 'message1-3',
    messageId: 'message1',
    sessionId: 's1',
    queuedAt: RECEIVED_AT,
    sender: 'u1@local.test',
    recipient: 'joe@remote.test',
    gateway: null,
    sizeBytes: 100,
    state: 'waiting',
    attempts: 2,
    nextAttemptAt: RECEIVED_AT,
    expiresAt: RECEIVED_AT + 3_600_000,
    lastFailure: failure,
  });
});

test('what is under way is shown so, and the null sender as such', () => {
  const entry = queueEntry({ message: queuedEnvelope({ returnPath: null }), state: 'held' });
  expect(viewOf(entry, 1, true)).toMatchObject({ state: 'sending', sender: '<>' });
});
