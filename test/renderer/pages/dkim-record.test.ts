import { expect, test } from 'vitest';
import { quotedStrings, suggestSelector } from '../../../renderer/pages/domains/dkim-record.ts';

test('a short value is one string in quotes', () => {
  expect(quotedStrings('v=DKIM1; p=abc')).toBe('"v=DKIM1; p=abc"');
});

test('a long value is cut into strings of 255 characters, which joined are the value again', () => {
  const value = 'x'.repeat(255) + 'y'.repeat(100);
  const strings = quotedStrings(value).split(' ');
  expect(strings.map(({ length }) => length - 2)).toEqual([255, 100]);
  expect(strings.map((string) => string.slice(1, -1)).join('')).toBe(value);
});

test.each([
  ['the first key of a year', [], 'gp2026a'],
  ['the next one', ['gp2026a', 'old'], 'gp2026b'],
  ['a gap is filled', ['gp2026a', 'gp2026c'], 'gp2026b'],
  [
    'after z comes aa',
    Array.from({ length: 26 }, (_, number) => `gp2026${String.fromCharCode(97 + number)}`),
    'gp2026aa',
  ],
])('%s', (_what, taken, selector) => {
  expect(suggestSelector(taken, 2026)).toBe(selector);
});
