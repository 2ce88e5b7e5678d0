import { MailCheck, SearchX } from 'lucide-react';
import { useState } from 'react';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useQueueAddress, type QueueAddress } from '../../state/queue-address.ts';
import { useNow } from '../../state/use-now.ts';
import { QUEUE_SHOWN, useQueue, type QueuePart } from '../../state/use-queue.ts';
import { useSelection } from '../../state/use-selection.ts';
import { queueText } from '../../text/en/queue.ts';
import { QueueActions } from './queue-actions.tsx';
import { QueueDetail } from './queue-detail.tsx';
import { QueueGrid } from './queue-grid.tsx';
import { QueueToolbar } from './queue-toolbar.tsx';

/** Mail that waits for other servers. */
export function QueuePage() {
  const [address, goTo] = useQueueAddress();
  const queue = useQueue(address);
  const isFiltered = address.state !== 'all' || address.text !== '';
  return (
    <PageFrame title={queueText.title} lead={queueText.lead} width="full">
      <QueueToolbar filter={address} isEmpty={queue.data?.messages.length === 0} onFilter={goTo} />
      <Answer of={queue}>
        {(part) =>
          part.messages.length === 0 && address.entry === null ? (
            <div className="card log-pane">
              {isFiltered ? <NothingMatches onFilter={goTo} /> : <NothingWaits />}
            </div>
          ) : (
            <Messages part={part} address={address} goTo={goTo} />
          )
        }
      </Answer>
    </PageFrame>
  );
}

function Messages({
  part: { messages, isCapped },
  address,
  goTo,
}: {
  readonly part: QueuePart;
  readonly address: QueueAddress;
  readonly goTo: (change: Partial<QueueAddress>) => void;
}) {
  const now = useNow(10_000);
  const selection = useSelection(messages.map(({ id }) => id));
  const [question, setQuestion] = useState<'remove' | 'bounce' | null>(null);
  const selected = messages.filter(({ id }) => selection.has(id));
  const open = (entry: string | null) => {
    goTo({ entry });
  };
  return (
    <div className={address.entry === null ? 'log-panes' : 'log-panes has-detail'}>
      <section className="log-pane card" aria-label={queueText.grid} data-region tabIndex={-1}>
        <div className="queue-bar">
          <span role="status">
            {selection.count === 0
              ? queueText.count(messages.length)
              : queueText.countSelected(selection.count, messages.length)}
          </span>
          <QueueActions
            label={queueText.actions.label}
            messages={selected}
            keepsIdle
            question={question}
            onQuestion={setQuestion}
          />
        </div>
        {isCapped && <p className="queue-capped">{queueText.capped(QUEUE_SHOWN)}</p>}
        <QueueGrid
          messages={messages}
          now={now}
          selection={selection}
          opened={address.entry}
          onOpen={open}
          onRemove={() => {
            setQuestion('remove');
          }}
        />
      </section>
      {address.entry !== null && (
        <QueueDetail
          message={messages.find(({ id }) => id === address.entry) ?? null}
          now={now}
          onClose={() => {
            open(null);
          }}
        />
      )}
    </div>
  );
}

function NothingWaits() {
  return (
    <EmptyState icon={MailCheck} title={queueText.empty}>
      <p>{queueText.emptyHelp}</p>
    </EmptyState>
  );
}

function NothingMatches({ onFilter }: { readonly onFilter: (change: Partial<QueueAddress>) => void }) {
  return (
    <EmptyState icon={SearchX} title={queueText.nothingMatches}>
      <p>{queueText.nothingMatchesHelp}</p>
      <Button
        onPress={() => {
          onFilter({ state: 'all', text: '' });
        }}
      >
        {queueText.clear}
      </Button>
    </EmptyState>
  );
}
