import { describe, expect, it } from 'vitest';
import { retentionOf, type KeptDay } from '../../../server/log/history/retention.ts';

const TODAY = '2026-11-24';
const ROOMY = { days: 30, megabytes: 5000 };

function days(...names: readonly string[]): readonly KeptDay[] {
  return names.map((day) => ({ day, bytes: 40_000_000 }));
}

describe('the days of the log that go', () => {
  it.each([
    ['none, where all are young and small', days(TODAY, '2026-11-23', '2026-10-25'), ROOMY, [], false],
    [
      'those older than the settings keep',
      days(TODAY, '2026-11-23', '2026-10-24'),
      ROOMY,
      ['2026-10-24'],
      false,
    ],
    [
      'the oldest first, while all together are too large',
      days(TODAY, '2026-11-23', '2026-11-20', '2026-11-10'),
      { days: 30, megabytes: 100 },
      ['2026-11-10', '2026-11-20'],
      false,
    ],
    [
      'never today, which is then full',
      days(TODAY, '2026-11-23'),
      { days: 1, megabytes: 39 },
      ['2026-11-23'],
      true,
    ],
    [
      'none, where a clock leapt ahead and nothing else is young',
      days(TODAY, '2026-09-01'),
      ROOMY,
      [],
      false,
    ],
    ['none, where a clock leapt ahead and nothing is stored yet', days('2026-09-01'), ROOMY, [], false],
    ['none of those that lie ahead of the clock', days('2031-01-01', TODAY, '2026-11-23'), ROOMY, [], false],
  ] as const)('are %s', (_sentence, kept, settings, expired, isFull) => {
    expect(retentionOf(kept, TODAY, settings)).toEqual({ expired, isFull });
  });
});
