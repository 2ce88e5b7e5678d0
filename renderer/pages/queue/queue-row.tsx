import { memo } from 'react';
import type { QueuedMessage } from '../../../server/contract/delivery-calls.ts';
import { formatSize } from '../../parts/size.ts';
import { formatDateTime, formatRelative } from '../../parts/time.tsx';
import { queueText } from '../../text/en/queue.ts';
import { QueueState } from './queue-state.tsx';
import { nextTry, ownWords, whyItWaits } from './queue-words.ts';

/** As high as `.queue-row` in queue.css. */
export const QUEUE_ROW_HEIGHT = 46;

interface Props {
  readonly message: QueuedMessage;
  readonly index: number;
  readonly now: number;
  readonly isSelected: boolean;
  readonly isOpened: boolean;
  /** The row that the Tab key reaches. */
  readonly isStop: boolean;
}

/** One message as a row of the grid. The grid itself listens to clicks and keys. */
export const QueueRow = memo(function QueueRow({ message, index, now, isSelected, isOpened, isStop }: Props) {
  const { id, recipient, sender, gateway, sizeBytes, attempts, expiresAt } = message;
  const from = queueText.from(sender === '<>' ? queueText.nullSender : sender);
  const beneath = [from, ...(gateway === null ? [] : [queueText.viaGateway(gateway)]), formatSize(sizeBytes)];
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={isOpened ? 'true' : undefined}
      tabIndex={isStop ? 0 : -1}
      data-message={id}
      className="queue-row"
      style={{ transform: `translateY(${String(index * QUEUE_ROW_HEIGHT)}px)` }}
    >
      <span role="gridcell" className="queue-check">
        <label className="check-box">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isSelected}
            readOnly
            aria-label={queueText.select(recipient)}
          />
        </label>
      </span>
      <TwoLines first={recipient} second={beneath.join(' · ')} />
      <span role="gridcell">
        <QueueState state={message.state} />
      </span>
      <TwoLines first={whyItWaits(message)} second={ownWords(message)} />
      <TwoLines first={nextTry(message, now)} second={queueText.tries(attempts)} />
      <span role="gridcell" title={formatDateTime(expiresAt)}>
        <time dateTime={new Date(expiresAt).toISOString()}>{formatRelative(expiresAt, now)}</time>
      </span>
    </div>
  );
});

function TwoLines({ first, second }: { readonly first: string; readonly second: string }) {
  return (
    <span role="gridcell" className="queue-lines">
      <span title={first}>{first}</span>
      <span className="quiet" title={second}>
        {second}
      </span>
    </span>
  );
}
