import { actionOf, type Action, type KeyPress } from '../../shell/shortcuts.ts';

/** A box of the matrix, both counted from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a box; null for keys that lead nowhere. `last` is the box at the lower right. */
export function nextPlace({ row, column }: Place, last: Place, press: KeyPress): Place | null {
  const targets: Readonly<Record<Action<'matrix'>, Place>> = {
    up: { row: row - 1, column },
    down: { row: row + 1, column },
    left: { row, column: column - 1 },
    right: { row, column: column + 1 },
    first: { row, column: 0 },
    last: { row, column: last.column },
    firstOfAll: { row: 0, column: 0 },
    lastOfAll: last,
  };
  const action = actionOf('matrix', press);
  if (action === null) return null;
  const within = (value: number, most: number) => Math.max(0, Math.min(most, value));
  return { row: within(targets[action].row, last.row), column: within(targets[action].column, last.column) };
}
