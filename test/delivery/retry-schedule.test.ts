import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delayNoticeAt, expiryOf, retryDelayMs } from '../../server/delivery/retry-schedule.ts';

const MINUTE_MS = 60_000;

test.each([
  [1, 6],
  [2, 12],
  [3, 20],
  [4, 40],
  [5, 60],
  [6, 120],
  [7, 240],
  [8, 240],
  [1000, 240],
])('after attempt %i the next one comes in %i minutes', (attempts, minutes) => {
  expect(retryDelayMs(attempts, 0.5)).toBe(minutes * MINUTE_MS);
});

test('jitter spreads the waits by 15 per cent either way', () => {
  expect([retryDelayMs(5, 0), retryDelayMs(5, 1)]).toEqual([51 * MINUTE_MS, 69 * MINUTE_MS]);
});

test('a greylisting server of five minutes is never asked too early', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempts, random) => {
        expect(retryDelayMs(attempts, random)).toBeGreaterThan(5 * MINUTE_MS);
      },
    ),
  );
});

test('a message expires so many hours after it came', () => {
  expect(expiryOf(1000, 2)).toBe(1000 + 120 * MINUTE_MS);
});

test.each([
  [null, null],
  [4, 1000 + 240 * MINUTE_MS],
])('with a notice after %s hours the sender is told at %s', (hours, at) => {
  expect(delayNoticeAt(1000, hours)).toBe(at);
});
