import { expect, test } from 'vitest';
import { createMessageIds } from '../../../server/smtp/session/message-id.ts';

function idsAt(...times: readonly number[]): string[] {
  const remaining = [...times];
  const messageId = createMessageIds(() => remaining.shift() ?? 0);
  return times.map(() => messageId());
}

test('an id is eighteen lower-case letters and digits, and a file name anywhere', () => {
  expect(idsAt(1_764_000_000_000)[0]).toMatch(/^[a-z0-9]{18}$/);
});

test.each([
  ['as time goes on', [1000, 2000, 3000]],
  ['within one millisecond', [5000, 5000, 5000, 5000]],
  ['while the clock steps back', [9000, 8000, 8500, 9000]],
  ['across a change in the number of digits', [36 ** 8 - 1, 36 ** 8]],
])('ids sort in the order they were made %s', (_when, times) => {
  const ids = idsAt(...times);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('two servers that start at the same moment do not make the same id', () => {
  expect(idsAt(1000)).not.toEqual(idsAt(1000));
});
