import { Plus, Route } from 'lucide-react';
import type { OutboundRoute, Settings } from '../../../server/contract/settings.ts';
import { Button } from '../../parts/button.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { reportFailure } from '../../state/report-failure.ts';
import { useEditor } from '../../state/use-editor.ts';
import { outgoingText } from '../../text/en/outgoing.ts';
import { RouteDialog } from './route-dialog.tsx';
import { loginWords, serverName } from './smart-host-words.ts';
import { routeName, useRoutes } from './use-routes.ts';

const words = outgoingText.routes;
const COLUMNS: readonly Column<OutboundRoute>[] = [
  { key: 'what', title: words.columns.what, render: routeName },
  {
    key: 'server',
    title: words.columns.server,
    render: ({ smartHost }) => <code>{serverName(smartHost)}</code>,
  },
  {
    key: 'tls',
    title: words.columns.tls,
    render: ({ smartHost }) => outgoingText.tlsModes[smartHost.tls],
  },
  { key: 'login', title: words.columns.login, render: ({ smartHost }) => loginWords(smartHost) },
];

/** Domains whose mail goes another way than the rest. */
export function Routes({ outbound }: { readonly outbound: Settings['outbound'] }) {
  const editor = useEditor<OutboundRoute>('route');
  const { remove } = useRoutes(outbound.routes);
  return (
    <>
      <div className="card-head card-head-inner">
        <h3>{words.title}</h3>
        <Button icon={Plus} onPress={editor.add}>
          {words.add}
        </Button>
      </div>
      {outbound.routes.length === 0 ? (
        <p className="card-lead">{words.emptyHelp}</p>
      ) : (
        <>
          <p className="card-lead">{words.lead}</p>
          <EntryTable
            label={words.title}
            columns={COLUMNS}
            rows={outbound.routes}
            rowKey={routeName}
            icon={Route}
            words={words}
            question={words}
            onEdit={editor.edit}
            onRemove={(route) => {
              reportFailure(words.label(routeName(route)), remove(route));
            }}
          />
        </>
      )}
      <RouteDialog editor={editor} routes={outbound.routes} />
    </>
  );
}
