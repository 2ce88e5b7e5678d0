import {
  useLayoutEffect,
  useRef,
  useState,
  type ChangeEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import type { QueuedMessage } from '../../../server/contract/delivery-calls.ts';
import { scrollToRow } from '../../parts/scroll-to-row.ts';
import { useViewport } from '../../parts/use-viewport.ts';
import { actionOf, type Action } from '../../shell/shortcuts.ts';
import type { Selection } from '../../state/use-selection.ts';
import { queueText } from '../../text/en/queue.ts';
import { QUEUE_ROW_HEIGHT, QueueRow } from './queue-row.tsx';

/** Rows drawn beyond the visible ones, above and below. */
const OVERSCAN = 4;
/** The column heads stay in place above the rows; as high as `.queue-head` in queue.css. */
const HEAD_HEIGHT = 34;
const ROWS = { rowHeight: QUEUE_ROW_HEIGHT, headHeight: HEAD_HEIGHT };
const COLUMNS = Object.entries(queueText.columns);

interface Props {
  readonly messages: readonly QueuedMessage[];
  readonly now: number;
  readonly selection: Selection;
  readonly opened: string | null;
  readonly onOpen: (id: string | null) => void;
  readonly onRemove: () => void;
}

/**
 * The messages in rows of one height, of which only the visible ones are drawn. One stop of the Tab key: arrows,
 * Page Up and Down, Home and End move within, with Shift they select; Space selects, Enter shows a message, Delete
 * asks whether the selected ones go, Escape takes the selection back.
 */
export function QueueGrid({ messages, now, selection, opened, onOpen, onRemove }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const { scrollTop, height: fullHeight } = useViewport(grid);
  const height = fullHeight - HEAD_HEIGHT;
  const [stop, setStop] = useState<string | null>(opened);

  const indexOf = (id: string | null) => messages.findIndex((message) => message.id === id);
  const stopIndex = Math.max(0, indexOf(stop));
  const first = Math.max(0, Math.floor(scrollTop / QUEUE_ROW_HEIGHT) - OVERSCAN);
  const last = Math.min(messages.length, Math.ceil((scrollTop + height) / QUEUE_ROW_HEIGHT) + OVERSCAN);
  const drawn = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  // The stop of the Tab key stays drawn when it is scrolled away, or the focus would be lost with it.
  if (messages.length > 0 && (stopIndex < first || stopIndex >= last)) drawn.push(stopIndex);

  // The detail below takes room from the list, which may then hide the very row that it tells of.
  const shown = `${opened ?? ''} ${String(height)}`;
  const lastShown = useRef('');
  useLayoutEffect(() => {
    if (lastShown.current === shown) return;
    lastShown.current = shown;
    const index = messages.findIndex(({ id }) => id === opened);
    if (index >= 0 && grid.current) scrollToRow(grid.current, index, ROWS);
  }, [shown, messages, opened]);

  useLayoutEffect(() => {
    const holder = grid.current;
    if (stop === null || !holder?.contains(document.activeElement)) return;
    holder.querySelector<HTMLElement>(`[data-message="${CSS.escape(stop)}"]`)?.focus({ preventScroll: true });
  }, [stop]);

  const moveTo = (index: number, isSelecting: boolean) => {
    const target = messages[Math.max(0, Math.min(messages.length - 1, index))];
    if (!target || !grid.current) return;
    if (isSelecting) selection.extendTo(target.id, messages[stopIndex]?.id ?? target.id);
    setStop(target.id);
    scrollToRow(grid.current, indexOf(target.id), ROWS);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const current = messages[stopIndex];
    const perPage = Math.max(1, Math.floor(height / QUEUE_ROW_HEIGHT) - 1);
    const act: Readonly<Record<Action<'queue'>, () => void>> = {
      down: () => {
        moveTo(stopIndex + 1, event.shiftKey);
      },
      up: () => {
        moveTo(stopIndex - 1, event.shiftKey);
      },
      pageDown: () => {
        moveTo(stopIndex + perPage, event.shiftKey);
      },
      pageUp: () => {
        moveTo(stopIndex - perPage, event.shiftKey);
      },
      first: () => {
        moveTo(0, event.shiftKey);
      },
      last: () => {
        moveTo(messages.length - 1, event.shiftKey);
      },
      show: () => {
        onOpen(current?.id ?? null);
      },
      select: () => {
        if (current) selection.toggle(current.id);
      },
      selectAll: () => {
        selection.selectAll(true);
      },
      remove: onRemove,
      unselect: () => {
        selection.selectAll(false);
      },
    };
    const action = actionOf('queue', event);
    if (action === null) return;
    act[action]();
    event.preventDefault();
  };

  const onClick = (event: MouseEvent) => {
    const target = event.target as Element; // a click hits an element
    const id = target.closest<HTMLElement>('[data-message]')?.dataset['message'];
    if (id === undefined) return;
    setStop(id);
    if (target.closest('.queue-check')) return; // the box tells of its change itself
    if (event.shiftKey) selection.extendTo(id, stop ?? id);
    else if (event.ctrlKey || event.metaKey) selection.toggle(id);
    else onOpen(id);
  };

  const onTick = ({ target, nativeEvent }: ChangeEvent<HTMLElement>) => {
    const id = target.closest<HTMLElement>('[data-message]')?.dataset['message'];
    if (id === undefined) return;
    const isRange = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey;
    if (isRange) selection.extendTo(id, stop ?? id);
    else selection.toggle(id);
  };

  return (
    <div
      ref={grid}
      className="queue-grid"
      role="grid"
      aria-label={queueText.grid}
      aria-description={queueText.gridKeys}
      aria-multiselectable
      aria-rowcount={messages.length + 1}
    >
      <div role="rowgroup" className="queue-head">
        <div role="row" aria-rowindex={1} className="queue-row">
          <span role="columnheader" className="queue-check">
            <label className="check-box">
              <input
                type="checkbox"
                aria-label={queueText.selectAll}
                checked={messages.length > 0 && selection.count === messages.length}
                ref={(box) => {
                  if (box) box.indeterminate = selection.count > 0 && selection.count < messages.length;
                }}
                onChange={(event) => {
                  selection.selectAll(event.target.checked);
                }}
              />
            </label>
          </span>
          {COLUMNS.map(([key, title]) => (
            <span key={key} role="columnheader">
              {title}
            </span>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className="queue-body"
        style={{ height: messages.length * QUEUE_ROW_HEIGHT }}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onChange={onTick}
      >
        {drawn.map((index) => {
          const message = messages[index];
          return (
            message && (
              <QueueRow
                key={message.id}
                message={message}
                index={index}
                now={now}
                isSelected={selection.has(message.id)}
                isOpened={message.id === opened}
                isStop={index === stopIndex}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
