/** A box of the matrix, both counted from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a box; null for keys that lead nowhere. `last` is the box at the lower right. */
export function nextPlace(
  { row, column }: Place,
  last: Place,
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
): Place | null {
  const targets: Readonly<Record<string, Place>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row: ctrlKey ? 0 : row, column: 0 },
    End: { row: ctrlKey ? last.row : row, column: last.column },
  };
  const target = targets[key];
  if (!target) return null;
  const within = (value: number, most: number) => Math.max(0, Math.min(most, value));
  return { row: within(target.row, last.row), column: within(target.column, last.column) };
}
