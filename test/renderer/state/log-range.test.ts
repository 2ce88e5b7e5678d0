import { expect, test } from 'vitest';
import { boundsOf, isOver } from '../../../renderer/state/log-range.ts';

const NOW = new Date(2026, 10, 24, 14, 2, 11).getTime();
const day = (date: number) => new Date(2026, 10, date).getTime();

test.each([
  ['always is unbounded', { kind: 'always' }, {}],
  [
    'the last hour, in steps of five minutes',
    { kind: 'named', name: 'hour' },
    { from: new Date(2026, 10, 24, 13).getTime() },
  ],
  ['today begins at midnight', { kind: 'named', name: 'today' }, { from: day(24) }],
  ['yesterday ends with it', { kind: 'named', name: 'yesterday' }, { from: day(23), to: day(24) }],
  ['seven days, today included', { kind: 'named', name: 'week' }, { from: day(18) }],
  ['since a mark', { kind: 'since', at: 5 }, { from: 5 }],
  ['open at its end', { kind: 'between', from: 5, to: null }, { from: 5 }],
  ['open at its beginning', { kind: 'between', from: null, to: 7 }, { to: 7 }],
] as const)('%s', (_sentence, range, bounds) => {
  expect(boundsOf(range, NOW)).toEqual(bounds);
});

test('a range that has ended lets in nothing new', () => {
  expect(isOver({ kind: 'named', name: 'yesterday' }, NOW)).toBe(true);
  expect(isOver({ kind: 'named', name: 'today' }, NOW)).toBe(false);
  expect(isOver({ kind: 'between', from: null, to: NOW + 1 }, NOW)).toBe(false);
});
