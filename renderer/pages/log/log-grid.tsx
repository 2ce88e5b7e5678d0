import { useEffect, useLayoutEffect, useRef, useState, type MouseEvent } from 'react';
import type { SessionSummary } from '../../../server/contract/session-log.ts';
import { scrollToRow } from '../../parts/scroll-to-row.ts';
import { useViewport } from '../../parts/use-viewport.ts';
import type { LogView } from '../../state/log-view.ts';
import { logText } from '../../text/en/log.ts';
import type { OpenCellMenu } from './cell-menu.tsx';
import { isCellField } from './cell-values.ts';
import { LogLines } from './log-lines.tsx';
import { LogRow, ROW_HEIGHT } from './log-row.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import { useHeldBySelection } from './use-held-by-selection.ts';

/** Rows drawn beyond the visible ones, above and below. */
const OVERSCAN = 4;
/** The column heads stay in place above the rows. */
const HEAD_HEIGHT = 34;
const ROWS = { rowHeight: ROW_HEIGHT, headHeight: HEAD_HEIGHT };
const COLUMNS = Object.entries(logText.columns);

export interface Selected {
  readonly id: string;
  readonly startedAt: number | null;
}

interface Props {
  readonly view: LogView;
  readonly selected: Selected | null;
  readonly mark: number | null;
  readonly onSelect: (row: SessionSummary) => void;
  readonly onTogglePause: () => void;
  readonly onMenu: OpenCellMenu;
}

/**
 * The sessions in rows of one height, of which only the visible ones are drawn. One stop of the Tab key: arrows,
 * Page Up and Down, Home and End move within, Enter shows a session, Space pauses, Escape follows again, and the menu
 * key filters by what a row shows.
 */
export function LogGrid({ view, selected, mark, onSelect, onTogglePause, onMenu }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const viewport = useViewport(grid);
  const { scrollTop } = viewport;
  const height = viewport.height - HEAD_HEIGHT;
  const [stop, setStop] = useState<Stop>(NO_STOP);
  useHeldBySelection(grid, view);

  const selectedIndex = selected === null ? -1 : view.indexOf(selected.id, selected.startedAt);
  const stopIndex = placeOf(stop, view, selectedIndex);
  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - OVERSCAN);
  const last = Math.min(view.count, Math.ceil((scrollTop + height) / ROW_HEIGHT) + OVERSCAN);
  const drawn = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  // The stop of the Tab key stays drawn when it is scrolled away, or the focus would be lost with it.
  if ((stopIndex < first || stopIndex >= last) && stopIndex < view.count) drawn.push(stopIndex);

  useEffect(() => {
    view.want(first, last);
  });

  useLayoutEffect(() => {
    if (view.stillness === 'none' && grid.current) grid.current.scrollTop = 0;
  }, [view.stillness]);

  // The detail below takes room from the list, which may then hide the very row that it tells of.
  const shown = `${selected?.id ?? ''} ${String(height)}`;
  const lastShown = useRef('');
  useLayoutEffect(() => {
    if (lastShown.current === shown || selectedIndex < 0 || !grid.current) return;
    lastShown.current = shown;
    scrollToRow(grid.current, selectedIndex, ROWS);
  }, [shown, selectedIndex]);

  const moveTo = (wanted: number) => {
    const index = Math.max(0, Math.min(view.count - 1, wanted));
    if (!grid.current) return;
    view.setHeld(true);
    setStop({ row: view.rowAt(index) ?? null, index, isByKey: true });
    scrollToRow(grid.current, index, ROWS);
  };

  useLayoutEffect(() => {
    const holder = grid.current;
    if (holder && stop.isByKey) focusRow(holder, stop.index);
  }, [stop]);

  const openMenu = (index: number, cell: Element | null, x: number, y: number) => {
    const row = view.rowAt(index);
    const field = (cell as HTMLElement | null)?.dataset['cell']; // of this grid's own cells
    if (row) onMenu({ row, field: isCellField(field) ? field : null, x, y });
  };
  const onKeyDown = useGridKeys({
    stopIndex,
    perPage: Math.max(1, Math.floor(height / ROW_HEIGHT) - 1),
    count: view.count,
    moveTo,
    onTogglePause,
    onShow: () => {
      const row = view.rowAt(stopIndex);
      if (row) onSelect(row);
    },
    onFollow: view.follow,
    onMenu: () => {
      const box = grid.current?.querySelector(`[data-index="${String(stopIndex)}"]`)?.getBoundingClientRect();
      openMenu(stopIndex, null, (box?.left ?? 0) + 90, box?.bottom ?? 0);
    },
  });

  const onClick = (event: MouseEvent) => {
    const target = event.target as Element; // a click hits an element
    const index = indexOfRow(target);
    if (index === null) return;
    const row = view.rowAt(index);
    setStop({ row: row ?? null, index, isByKey: false });
    if (target.closest('[data-menu]')) openMenu(index, null, event.clientX, event.clientY);
    else if (row && !isSelecting()) onSelect(row);
  };
  const onContextMenu = (event: MouseEvent) => {
    const target = event.target as Element; // likewise
    const index = indexOfRow(target);
    if (index === null || isSelecting()) return;
    event.preventDefault();
    view.setHeld(true);
    setStop({ row: view.rowAt(index) ?? null, index, isByKey: false });
    openMenu(index, target.closest('[data-cell]'), event.clientX, event.clientY);
  };

  const isEndKnown = view.end.kind !== 'more' && view.end.kind !== 'loading';
  return (
    <div
      ref={grid}
      className="log-grid"
      role="grid"
      aria-label={logText.grid}
      aria-rowcount={isEndKnown ? view.count + 1 : -1}
      aria-description={logText.keys}
      onScroll={(event) => {
        const isAway = event.currentTarget.scrollTop >= ROW_HEIGHT;
        if (isAway) view.setHeld(true);
        else if (!event.currentTarget.contains(document.activeElement)) view.setHeld(false);
      }}
    >
      <div role="rowgroup" className="log-head">
        <div role="row" aria-rowindex={1} className="log-row">
          {COLUMNS.map(([key, title]) => (
            <span key={key} role="columnheader">
              {title}
            </span>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className="log-body"
        style={{ height: view.count * ROW_HEIGHT }}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onContextMenu={onContextMenu}
      >
        {drawn.map((index) => {
          const row = view.rowAt(index);
          const isStop = index === stopIndex;
          // A stop that was set before its session had come keeps its element, and with it the focus.
          const isPlace = row === undefined || (isStop && stop.row === null && stop.index === index);
          return (
            <LogRow
              key={isPlace ? index : `${row.id} ${String(row.startedAt)}`}
              row={row && view.current(row)}
              index={index}
              isSelected={index === selectedIndex}
              isStop={isStop}
            />
          );
        })}
        <LogLines view={view} mark={mark} />
      </div>
    </div>
  );
}

/** The row that the Tab key reaches: a session, wherever it moves to, or a place that is still being loaded. */
interface Stop {
  readonly row: SessionSummary | null;
  readonly index: number;
  /** Moved to by a key, which takes the focus along. */
  readonly isByKey: boolean;
}
const NO_STOP: Stop = { row: null, index: -1, isByKey: false };

function placeOf({ row, index }: Stop, view: LogView, selectedIndex: number): number {
  if (row) return Math.max(0, view.indexOf(row.id, row.startedAt));
  if (index >= 0) return Math.min(index, Math.max(0, view.count - 1));
  return Math.max(0, selectedIndex);
}

function indexOfRow(target: Element): number | null {
  const index = target.closest<HTMLElement>('[data-index]')?.dataset['index'];
  return index === undefined ? null : Number(index);
}

/** Whoever selects text to copy it does not want another session's detail. */
function isSelecting(): boolean {
  return getSelection()?.isCollapsed === false;
}

function focusRow(grid: HTMLElement, index: number): void {
  grid.querySelector<HTMLElement>(`[data-index="${String(index)}"]`)?.focus({ preventScroll: true });
}
