import { expect, test } from 'vitest';
import { between } from '../../../renderer/state/use-selection.ts';

const LISTED = ['a', 'b', 'c', 'd'];

test.each([
  ['downwards', 'b', 'd', ['b', 'c', 'd']],
  ['upwards', 'c', 'a', ['a', 'b', 'c']],
  ['one alone', 'c', 'c', ['c']],
] as const)('a range %s has both its ends', (_what, one, other, range) => {
  expect(between(LISTED, one, other)).toEqual(range);
});
