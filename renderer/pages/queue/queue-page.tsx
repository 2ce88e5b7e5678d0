import { MailCheck } from 'lucide-react';
import type { QueuedMessage } from '../../../server/contract/api.ts';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Note } from '../../parts/note.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { formatSize } from '../../parts/size.ts';
import { Moment } from '../../parts/time.tsx';
import { useCall } from '../../state/use-call.ts';
import { useNow } from '../../state/use-now.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.queue;

/** Mail that waits for other servers. */
export function QueuePage() {
  const now = useNow(30_000);
  const queue = useCall('queue.list');
  return (
    <PageFrame title={words.title} lead={words.lead} width="full">
      <Note kind="info">{words.notYet}</Note>
      <Answer of={queue}>
        {(messages) => (
          <Card>
            <DataTable
              label={words.title}
              columns={columns(now)}
              rows={messages}
              rowKey={({ id, recipient }) => `${id} ${recipient}`}
              empty={
                <EmptyState icon={MailCheck} title={words.empty}>
                  <p>{words.emptyHelp}</p>
                </EmptyState>
              }
            />
          </Card>
        )}
      </Answer>
    </PageFrame>
  );
}

function columns(now: number): readonly Column<QueuedMessage>[] {
  return [
    { key: 'recipient', title: words.columns.recipient, render: ({ recipient }) => recipient },
    { key: 'sender', title: words.columns.sender, render: ({ sender }) => sender },
    {
      key: 'via',
      title: words.columns.via,
      render: ({ gateway }) => (gateway === null ? words.direct : words.gateway(gateway)),
    },
    {
      key: 'queued',
      title: words.columns.queued,
      render: ({ queuedAt }) => <Moment at={queuedAt} now={now} />,
    },
    {
      key: 'size',
      title: words.columns.size,
      kind: 'number',
      render: ({ sizeBytes }) => formatSize(sizeBytes),
    },
  ];
}
