import { ArrowUpRight, Ellipsis } from 'lucide-react';
import { memo } from 'react';
import type { SessionSummary } from '../../../server/contract/session-log.ts';
import { logText } from '../../text/en/log.ts';
import { logTools } from '../../text/en/log-tools.ts';
import { ResultIcon } from './result-icon.tsx';
import { rowText } from './row-text.ts';
import { isOutbound } from './session-kind.ts';

export const ROW_HEIGHT = 28;

interface Props {
  readonly row: SessionSummary;
  /** From the newest one, which is 0. */
  readonly index: number;
  readonly isSelected: boolean;
  /** The row that the Tab key reaches. */
  readonly isStop: boolean;
}

/** One session as a row of the grid. Plain elements: thirty of them are drawn ten times a second. */
export const LogRow = memo(function LogRow({ row, index, isSelected, isStop }: Props) {
  const words = rowText(row);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isStop ? 0 : -1}
      data-index={index}
      className="log-row"
      style={placeOf(index)}
    >
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
        {isStop && (
          <button
            type="button"
            tabIndex={-1}
            className="log-row-menu"
            aria-label={logTools.cell.button}
            aria-haspopup="menu"
            data-menu
          >
            <Ellipsis size={15} aria-hidden />
          </button>
        )}
      </span>
    </div>
  );
});

/** A row that is being loaded: quiet, and as high as any other. */
export const WaitingRow = memo(function WaitingRow({
  index,
  isStop,
}: {
  readonly index: number;
  readonly isStop: boolean;
}) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      tabIndex={isStop ? 0 : -1}
      data-index={index}
      className="log-row log-row-waiting"
      style={placeOf(index)}
    >
      <span role="gridcell" aria-label={logTools.rowLoading} />
    </div>
  );
});

function placeOf(index: number) {
  return { transform: `translateY(${String(index * ROW_HEIGHT)}px)` };
}
