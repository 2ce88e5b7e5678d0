import type { KeyboardEvent } from 'react';

interface GridKeys {
  readonly stopIndex: number;
  readonly perPage: number;
  readonly count: number;
  readonly moveTo: (index: number) => void;
  readonly onShow: () => void;
  readonly onTogglePause: () => void;
  readonly onFollow: () => void;
  readonly onMenu: () => void;
}

/** The keys of the list; see WAI-ARIA's grid pattern. */
export function useGridKeys(grid: GridKeys): (event: KeyboardEvent) => void {
  const { stopIndex, perPage, count, moveTo } = grid;
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      event.preventDefault();
      grid.onMenu();
      return;
    }
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: stopIndex + 1,
      ArrowUp: stopIndex - 1,
      PageDown: stopIndex + perPage,
      PageUp: stopIndex - perPage,
      Home: 0,
      End: count - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) moveTo(target);
    else if (event.key === 'Enter') grid.onShow();
    else if (event.key === ' ') grid.onTogglePause();
    else if (event.key === 'Escape') grid.onFollow();
    else return;
    event.preventDefault();
  };
}
