import { describe, expect, test } from 'vitest';
import { CALL_ARGUMENTS } from '../../server/contract/api.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = 1_790_000_000_000;

describe.each([
  ['log.stats', (from: number, to: number): readonly unknown[] => [from, to]],
  ['whatIf.judge', (from: number, to: number): readonly unknown[] => [{}, from, to]],
] as const)('the time that %s is asked about', (call, args) => {
  const takes = (from: number, to: number) => CALL_ARGUMENTS[call].safeParse(args(from, to)).success;

  test.each([
    ['of a week', 7 * DAY_MS, true],
    ['without length', 0, true],
    ['of 93 days', 93 * DAY_MS, true],
    ['that is longer', 93 * DAY_MS + 1, false],
    ['that ends before it begins', -1, false],
  ])('may be one %s: %o ms, %o', (_, length, expected) => {
    expect(takes(NOW, NOW + length)).toBe(expected);
  });
});
