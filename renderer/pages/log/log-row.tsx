import { ArrowUpRight } from 'lucide-react';
import { memo } from 'react';
import type { SessionSummary } from '../../../server/contract/session-log.ts';
import { logText } from '../../text/en/log.ts';
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
      data-session={row.id}
      className="log-row"
      style={{ transform: `translateY(${String(index * ROW_HEIGHT)}px)` }}
    >
      <span role="gridcell" className="log-time">
        {words.time}
      </span>
      <span role="gridcell" className={`log-result result-${row.result}`}>
        <ResultIcon result={row.result} />
        {words.result}
      </span>
      <span
        role="gridcell"
        title={words.reason}
        className={row.wouldHaveBlocked.length > 0 ? 'log-would' : undefined}
      >
        {words.reason}
      </span>
      <span role="gridcell" title={words.sender}>
        {words.sender}
      </span>
      <span role="gridcell" title={words.ip}>
        {isOutbound(row) && (
          <>
            <ArrowUpRight size={13} aria-hidden className="log-outgoing" />
            <span className="visually-hidden">{logText.outgoing} </span>
          </>
        )}
        {words.ip}
      </span>
      <span role="gridcell" title={words.recipient}>
        {words.recipient}
      </span>
    </div>
  );
});
