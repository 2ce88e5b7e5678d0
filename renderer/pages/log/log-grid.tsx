import { useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { LogView } from '../../state/log-view.ts';
import { logText } from '../../text/en/log.ts';
import { LogRow, ROW_HEIGHT } from './log-row.tsx';
import { useViewport } from '../../parts/use-viewport.ts';

/** Rows drawn beyond the visible ones, above and below. */
const OVERSCAN = 4;
/** The column heads stay in place above the rows. */
const HEAD_HEIGHT = 34;
const COLUMNS = Object.entries(logText.columns);

interface Props {
  readonly view: LogView;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onTogglePause: () => void;
}

/**
 * The sessions in rows of one height, of which only the visible ones are drawn. One stop of the Tab key: arrows,
 * Page Up and Down, Home and End move within, Enter shows a session, Space pauses, Escape follows again.
 */
export function LogGrid({ view, selected, onSelect, onTogglePause }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const viewport = useViewport(grid);
  const { scrollTop } = viewport;
  const height = viewport.height - HEAD_HEIGHT;
  const [stop, setStop] = useState<string | null>(null);
  const { rows } = view;

  const stopIndex = indexOf(rows, stop ?? selected);
  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - OVERSCAN);
  const last = Math.min(rows.length, Math.ceil((scrollTop + height) / ROW_HEIGHT) + OVERSCAN);
  const drawn = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  // The stop of the Tab key stays drawn when it is scrolled away, or the focus would be lost with it.
  if (stopIndex < first || stopIndex >= last) drawn.push(stopIndex);

  useLayoutEffect(() => {
    if (view.stillness === 'none' && grid.current) grid.current.scrollTop = 0;
  }, [view.stillness]);

  // The detail below takes room from the list, which may then hide the very row that it tells of.
  const shown = `${selected ?? ''} ${String(height)}`;
  const lastShown = useRef('');
  useLayoutEffect(() => {
    if (lastShown.current === shown) return;
    lastShown.current = shown;
    const index = rows.findIndex((row) => row.id === selected);
    if (index >= 0 && grid.current) scrollIntoView(grid.current, index);
  }, [shown, rows, selected]);

  const moveTo = (index: number) => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!target || !grid.current) return;
    view.setHeld(true);
    setStop(target.id);
    scrollIntoView(grid.current, indexOf(rows, target.id));
  };

  useLayoutEffect(() => {
    const holder = grid.current;
    if (stop === null || !holder?.contains(document.activeElement)) return;
    holder.querySelector<HTMLElement>(`[data-session="${CSS.escape(stop)}"]`)?.focus({ preventScroll: true });
  }, [stop]);

  const onKeyDown = (event: KeyboardEvent) => {
    const perPage = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: stopIndex + 1,
      ArrowUp: stopIndex - 1,
      PageDown: stopIndex + perPage,
      PageUp: stopIndex - perPage,
      Home: 0,
      End: rows.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) moveTo(target);
    else if (event.key === 'Enter') onSelect(rows[stopIndex]?.id ?? '');
    else if (event.key === ' ') onTogglePause();
    else if (event.key === 'Escape') view.follow();
    else return;
    event.preventDefault();
  };

  const onClick = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-session]'); // a click hits an element
    const id = row?.dataset['session'];
    if (id === undefined) return;
    setStop(id);
    onSelect(id);
  };

  return (
    <div
      ref={grid}
      className="log-grid"
      role="grid"
      aria-label={logText.grid}
      aria-rowcount={rows.length + 1}
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
        style={{ height: rows.length * ROW_HEIGHT }}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {drawn.map((index) => {
          const row = rows[index];
          return (
            row && (
              <LogRow
                key={row.id}
                row={view.current(row)}
                index={index}
                isSelected={row.id === selected}
                isStop={index === stopIndex}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** The place of a session in the list; the first row where it is not in it. */
function indexOf(rows: LogView['rows'], id: string | null): number {
  if (id === null) return 0;
  return Math.max(
    0,
    rows.findIndex((row) => row.id === id),
  );
}

function scrollIntoView(grid: HTMLElement, index: number): void {
  const top = index * ROW_HEIGHT;
  const height = grid.clientHeight - HEAD_HEIGHT;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + ROW_HEIGHT > grid.scrollTop + height) grid.scrollTop = top + ROW_HEIGHT - height;
}
