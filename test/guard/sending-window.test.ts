import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addToWindow,
  NOTHING_SENT,
  SLOT_MS,
  usedOf,
  type SendingWindow,
} from '../../server/guard/sending-window.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW = 1_790_000_000_000;
const ONE = { messages: 1, recipients: 3, newRecipients: 2 };

const sentAt = (...times: readonly number[]): SendingWindow =>
  times.reduce<SendingWindow>((window, at) => addToWindow(window, ONE, at), []);

describe('what was sent', () => {
  test('counts in the hour and in the day', () => {
    expect(usedOf(sentAt(NOW, NOW), NOW)).toEqual({
      messagesPerHour: 2,
      messagesPerDay: 2,
      recipientsPerHour: 6,
      recipientsPerDay: 6,
      newRecipientsPerDay: 4,
    });
  });

  test.each([
    ['an hour ago, to the millisecond', HOUR_MS, 1, 1],
    ['an hour and a slot ago', HOUR_MS + SLOT_MS, 0, 1],
    ['a day ago, to the millisecond', DAY_MS, 0, 1],
    ['a day and a slot ago', DAY_MS + SLOT_MS, 0, 0],
  ])('counts or not: %s', (_when, agoMs, messagesPerHour, messagesPerDay) => {
    expect(usedOf(sentAt(NOW - agoMs), NOW)).toMatchObject({ messagesPerHour, messagesPerDay });
  });

  test('is nothing of an account that has sent nothing', () => {
    expect(Object.values(usedOf([], NOW))).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('a clock that is put back', () => {
  test('makes what lies in the future count as sent now', () => {
    const window = addToWindow(sentAt(NOW + 400 * DAY_MS), ONE, NOW);
    expect(usedOf(window, NOW).messagesPerDay).toBe(2);
    expect(usedOf(window, NOW + DAY_MS + SLOT_MS).messagesPerDay).toBe(0);
  });
});

describe('however an account sends', () => {
  const someTimes = fc
    .array(fc.integer({ min: 0, max: 3 * DAY_MS }), { maxLength: 60 })
    .map((times) => times.sort((one, other) => one - other));

  test('no window is counted short, nor longer than by a slot', () => {
    fc.assert(
      fc.property(someTimes, fc.integer({ min: 0, max: 4 * DAY_MS }), (times, later) => {
        const now = Math.max(later, times.at(-1) ?? 0);
        const within = (ms: number) => times.filter((at) => now - at <= ms).length;
        const used = usedOf(sentAt(...times), now);
        for (const [count, ms] of [
          [used.messagesPerHour, HOUR_MS],
          [used.messagesPerDay, DAY_MS],
        ] as const) {
          expect(count).toBeGreaterThanOrEqual(within(ms));
          expect(count).toBeLessThanOrEqual(within(ms + SLOT_MS));
        }
      }),
    );
  });

  test('a window has a day of slots at most, and what is counted does not get lost in it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 * DAY_MS }), { maxLength: 400 }), (times) => {
        const window = sentAt(...times);
        expect(window.length).toBeLessThanOrEqual(DAY_MS / SLOT_MS + 1);
        const last = times.at(-1);
        if (last !== undefined) expect(usedOf(window, last).messagesPerHour).toBeGreaterThan(0);
      }),
    );
  });

  test('the slots are in order, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * DAY_MS }), { maxLength: 50 }), (times) => {
        const slots = sentAt(...times).map(({ slot }) => slot);
        expect(slots).toEqual([...new Set(slots)].sort((one, other) => one - other));
      }),
    );
  });
});

test('nothing added to a window changes no count', () => {
  expect(usedOf(addToWindow(sentAt(NOW), NOTHING_SENT, NOW), NOW)).toEqual(usedOf(sentAt(NOW), NOW));
});
