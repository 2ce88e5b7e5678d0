import { Plus, Unplug } from 'lucide-react';
import type { ListenerState } from '../../../server/contract/status.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { reportFailure } from '../../state/report-failure.ts';
import { useEditor } from '../../state/use-editor.ts';
import { serverText } from '../../text/en/server.ts';
import { ListenerDialog } from './listener-dialog.tsx';
import { useListeners } from './use-listeners.ts';

const words = serverText.listeners;
const COLUMNS: readonly Column<ListenerState>[] = [
  { key: 'name', title: words.name, render: ({ name }) => name },
  { key: 'kind', title: words.columns.kind, render: ({ kind }) => words.shortKinds[kind] },
  {
    key: 'address',
    title: words.columns.address,
    render: ({ host, port }) => <code>{`${host.includes(':') ? `[${host}]` : host}:${String(port)}`}</code>,
  },
  { key: 'tls', title: words.columns.tls, render: ({ tls }) => words.tlsModes[tls] },
  { key: 'state', title: words.columns.state, render: (listener) => <State listener={listener} /> },
];

/** Where the server listens, and what became of each listener. */
export function ListenersCard({ listeners }: { readonly listeners: readonly ListenerState[] }) {
  const editor = useEditor<ListenerState>('listener');
  const { remove } = useListeners(listeners);
  return (
    <Card
      title={words.title}
      place="listeners"
      actions={
        <Button icon={Plus} onPress={editor.add}>
          {words.add}
        </Button>
      }
    >
      <EntryTable
        label={words.title}
        columns={COLUMNS}
        rows={listeners}
        rowKey={({ name }) => name}
        icon={Unplug}
        words={words}
        question={words}
        onEdit={editor.edit}
        onRemove={(listener) => {
          reportFailure(words.label(listener.name), remove(listener));
        }}
      />
      <ListenerDialog editor={editor} listeners={listeners} />
    </Card>
  );
}

function State({ listener }: { readonly listener: ListenerState }) {
  switch (listener.state) {
    case 'listening':
      return <span className="badge badge-good">{words.listening(listener.boundPort)}</span>;
    case 'disabled':
      return <span className="badge badge-quiet">{words.disabled}</span>;
    case 'fallback':
    case 'failed':
      return (
        <>
          <span className={`badge badge-${listener.state === 'failed' ? 'error' : 'warning'}`}>
            {listener.state === 'failed' ? words.failed : words.fallback(listener.boundPort)}
          </span>
          <span className="cell-detail">
            {listener.reason} {listener.remedy}
          </span>
        </>
      );
  }
}
