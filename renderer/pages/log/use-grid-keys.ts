import type { KeyboardEvent } from 'react';
import { actionOf, type Action } from '../../shell/shortcuts.ts';

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
  const { stopIndex, perPage, count } = grid;
  const moving = (index: number) => () => {
    grid.moveTo(index);
  };
  const act: Readonly<Record<Action<'log'>, () => void>> = {
    down: moving(stopIndex + 1),
    up: moving(stopIndex - 1),
    pageDown: moving(stopIndex + perPage),
    pageUp: moving(stopIndex - perPage),
    first: moving(0),
    last: moving(count - 1),
    show: grid.onShow,
    pause: grid.onTogglePause,
    follow: grid.onFollow,
    menu: grid.onMenu,
  };
  return (event) => {
    const action = actionOf('log', event);
    if (action === null) return;
    event.preventDefault();
    act[action]();
  };
}
