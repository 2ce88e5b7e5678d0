import { ArrowUpRight, Ellipsis } from 'lucide-react';
import { memo } from 'react';
import type { SessionSummary } from '../../../server/contract/session-log.ts';
import { logText } from '../../text/en/log.ts';
import { logToolsText } from '../../text/en/log-tools.ts';
import { ResultIcon } from './result-icon.tsx';
import { rowText } from './row-text.ts';
import { isOutbound } from './session-kind.ts';

export const ROW_HEIGHT = 28;

interface Props {
  /** Undefined while it is being loaded. */
  readonly row: SessionSummary | undefined;
  /** From the newest one, which is 0. */
  readonly index: number;
  readonly isSelected: boolean;
  /** The row that the Tab key reaches. */
  readonly isStop: boolean;
}

/**
 * One session as a row of the grid, or the quiet place of one that is being loaded: the same element, so that the focus
 * stays when the session comes. Plain elements: thirty of them are drawn ten times a second.
 */
export const LogRow = memo(function LogRow({ row, index, isSelected, isStop }: Props) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isStop ? 0 : -1}
      data-index={index}
      className={row ? 'log-row' : 'log-row log-row-waiting'}
      style={{ transform: `translateY(${String(index * ROW_HEIGHT)}px)` }}
    >
      {row ? (
        <SessionCells row={row} isStop={isStop} />
      ) : (
        <span role="gridcell">
          <span className="visually-hidden">{logToolsText.rowLoading}</span>
        </span>
      )}
    </div>
  );
});

function SessionCells({ row, isStop }: { readonly row: SessionSummary; readonly isStop: boolean }) {
  const words = rowText(row);
  return (
    <>
      <span role="gridcell" className="log-time" title={words.moment}>
        {words.time}
      </span>
      <span role="gridcell" className={`log-result result-${row.result}`}>
        <ResultIcon result={row.result} />
        {words.result}
      </span>
      <span
        role="gridcell"
        title={words.reason}
        data-cell="reason"
        className={row.wouldHaveBlocked.length > 0 ? 'log-would' : undefined}
      >
        {words.reason}
      </span>
      <span role="gridcell" title={words.sender} data-cell="from">
        {words.sender}
      </span>
      <span role="gridcell" title={words.ip} data-cell="ip">
        {isOutbound(row) && (
          <>
            <ArrowUpRight size={13} aria-hidden className="log-outgoing" />
            <span className="visually-hidden">{logText.outgoing} </span>
          </>
        )}
        {words.ip}
      </span>
      <span role="gridcell" title={words.recipient} data-cell="to">
        {words.recipient}
      </span>
      {isStop && (
        <span role="gridcell" className="log-row-menu-cell">
          <button
            type="button"
            tabIndex={-1}
            className="log-row-menu"
            aria-label={logToolsText.cell.button}
            aria-haspopup="menu"
            data-menu
          >
            <Ellipsis size={15} aria-hidden />
          </button>
        </span>
      )}
    </>
  );
}
