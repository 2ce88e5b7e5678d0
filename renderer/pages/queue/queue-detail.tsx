import { CircleHelp, ScrollText, X } from 'lucide-react';
import { Link } from 'wouter';
import type { QueuedMessage } from '../../../server/contract/delivery-calls.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { Note } from '../../parts/note.tsx';
import { formatSize } from '../../parts/size.ts';
import { formatRelative, Moment } from '../../parts/time.tsx';
import { logAddress } from '../../state/log-address.ts';
import { useCall } from '../../state/use-call.ts';
import { queueText } from '../../text/en/queue.ts';
import { failureWords } from './failure-words.ts';
import { QueueActionsForOne } from './queue-actions.tsx';
import { QueueState } from './queue-state.tsx';
import { nextTry, ownWords, whyItWaits } from './queue-words.ts';
import { wayOut } from './way-out.ts';

interface Props {
  /** Null where it is no longer in the list. */
  readonly message: QueuedMessage | null;
  readonly now: number;
  readonly onClose: () => void;
}

/** One message in full: why it waits, what was tried, what can be done. */
export function QueueDetail({ message, now, onClose }: Props) {
  return (
    <section className="log-detail card" aria-label={queueText.detail} data-region tabIndex={-1}>
      <div className="log-detail-close">
        <Button look="quiet" icon={X} aria-label={queueText.closeDetail} onPress={onClose} />
      </div>
      {message === null ? (
        <EmptyState icon={CircleHelp} title={queueText.gone}>
          <p>{queueText.goneHelp}</p>
        </EmptyState>
      ) : (
        <div className="log-detail-columns">
          <div className="log-detail-main">
            <h2>{queueText.headline(message.recipient)}</h2>
            <QueueState state={message.state} />
            <Why message={message} now={now} />
            <QueueActionsForOne key={message.id} message={message} />
            <div className="log-actions">
              {message.sessionId !== '' && (
                <Link href={logAddress({ session: message.sessionId })} className="button button-link">
                  <ScrollText size={16} aria-hidden />
                  {queueText.session}
                </Link>
              )}
              <Link href={logAddress({ text: `to:${message.recipient}` })} className="button button-link">
                <ScrollText size={16} aria-hidden />
                {queueText.searchLog}
              </Link>
            </div>
          </div>
          <div className="log-detail-main queue-facts">
            <Facts message={message} now={now} />
          </div>
        </div>
      )}
    </section>
  );
}

function Why({ message, now }: { readonly message: QueuedMessage; readonly now: number }) {
  const { lastFailure } = message;
  const why = whyItWaits(message);
  if (!lastFailure) return <Note kind="info">{why}.</Note>;
  const trouble = failureWords(lastFailure);
  return (
    <Note kind="warning">
      <p>
        <strong>{why}.</strong> {trouble !== why && `${trouble}.`}
      </p>
      <p>
        {lastFailure.host === null ? queueText.found : queueText.said(lastFailure.host)}{' '}
        <code>{ownWords(message)}</code>{' '}
        <span className="quiet">({formatRelative(lastFailure.at, now)})</span>
      </p>
    </Note>
  );
}

function Facts({ message, now }: { readonly message: QueuedMessage; readonly now: number }) {
  const names = queueText.facts;
  const outbound = useCall('settings.get').data?.outbound;
  return (
    <FactList
      facts={[
        { name: names.sender, value: message.sender === '<>' ? queueText.noSender : message.sender },
        {
          name: names.via,
          value: outbound && wayOut(message, outbound),
        },
        { name: names.queued, value: <Moment at={message.queuedAt} now={now} /> },
        { name: names.attempts, value: String(message.attempts) },
        {
          name: names.nextTry,
          value:
            message.state === 'waiting' && message.nextAttemptAt > now ? (
              <Moment at={message.nextAttemptAt} now={now} />
            ) : (
              nextTry(message, now)
            ),
        },
        { name: names.expires, value: <Moment at={message.expiresAt} now={now} /> },
        { name: names.size, value: formatSize(message.sizeBytes) },
        { name: names.messageId, value: <code>{message.messageId}</code> },
      ]}
    />
  );
}
