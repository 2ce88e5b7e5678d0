import type { LogView } from '../../state/log-view.ts';
import { formatClock } from '../../parts/time.tsx';
import { logToolsText } from '../../text/en/log-tools.ts';
import { ROW_HEIGHT } from './log-row.tsx';

interface Props {
  readonly view: LogView;
  /** Where the reader said "here"; milliseconds since 1970, null where nowhere. */
  readonly mark: number | null;
}

/** Lines between two rows: where the reader set a mark, and up to where the list was looked at before. */
export function LogLines({ view, mark }: Props) {
  const marked = mark === null ? null : view.countAfter(mark);
  const isNew = view.lookedAt === null ? 0 : view.countAfter(view.lookedAt);
  return (
    <>
      {mark !== null && marked !== null && marked > 0 && (
        <Line below={marked} words={logToolsText.markedLine(formatClock(mark))} />
      )}
      {isNew > 0 && isNew < view.count && isNew !== marked && (
        <Line below={isNew} words={logToolsText.newLine} />
      )}
    </>
  );
}

/** For the eye alone: whoever listens hears the number of new sessions instead. */
function Line({ below, words }: { readonly below: number; readonly words: string }) {
  return (
    <div
      aria-hidden
      className="log-line"
      style={{ transform: `translateY(${String(below * ROW_HEIGHT)}px)` }}
    >
      <span>{words}</span>
    </div>
  );
}
