import { expect, test } from 'vitest';
import { formatEnd } from '../../../renderer/parts/time.tsx';

test('an end at midnight is a day', () => {
  expect(formatEnd(new Date(2027, 2, 31).getTime())).toBe('Mar 31, 2027');
});

test('any other end has its time', () => {
  expect(formatEnd(new Date(2027, 2, 31, 17, 30).getTime())).toMatch(/^Mar 31, 2027, 5:30\sPM$/);
});
