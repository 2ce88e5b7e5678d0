import { sendAsText } from '../../text/en/send-as.ts';
import type { SendAsCell } from './send-as-cells.ts';

const words = sendAsText;

interface Props {
  readonly account: string;
  readonly pattern: string;
  readonly cell: SendAsCell;
  readonly place: string;
  /** The box that the Tab key reaches. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
}

/** Whether one account may send as one address. What is given already is shown ticked and stays so. */
export function SendAsBox({ account, pattern, cell, place, isStop, onFocus, onToggle }: Props) {
  const isGiven = cell === 'own' || cell === 'alias' || cell === 'covered';
  return (
    <label className="check-box" title={isGiven ? words.legend[cell] : undefined}>
      <input
        type="checkbox"
        data-place={place}
        tabIndex={isStop ? 0 : -1}
        checked={cell !== 'none'}
        aria-disabled={isGiven || undefined}
        aria-label={isGiven ? words.given[cell](account, pattern) : words.box(account, pattern)}
        onFocus={onFocus}
        onChange={() => {
          if (!isGiven) onToggle();
        }}
      />
    </label>
  );
}
