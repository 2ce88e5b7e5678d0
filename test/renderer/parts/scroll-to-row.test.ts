import { expect, test } from 'vitest';
import { scrollToRow } from '../../../renderer/parts/scroll-to-row.ts';

/** Room for four rows and a half beneath the head. */
const ROWS = { rowHeight: 20, headHeight: 30 };

test.each([
  ['a row that is seen whole is left alone', 3, 20, 20],
  ['a row above comes to the top', 2, 100, 40],
  ['a row below comes to where the uppermost row is whole', 7, 0, 80],
  ['a row that is cut off below does too', 4, 0, 20],
])('%s', (_sentence, index, before, after) => {
  // The two measures of an element that it needs.
  const grid = { scrollTop: before, clientHeight: 120 } as HTMLElement;
  scrollToRow(grid, index, ROWS);
  expect(grid.scrollTop).toBe(after);
});
