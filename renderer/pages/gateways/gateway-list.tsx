import { Plus, SquareArrowOutUpRight } from 'lucide-react';
import type { GatewayEntry } from '../../../server/contract/directory.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { RowActions } from '../../parts/row-actions.tsx';
import { reportFailure } from '../../state/report-failure.ts';
import { useChange } from '../../state/use-change.ts';
import { useEditor } from '../../state/use-editor.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';
import { GatewayDialog } from './gateway-dialog.tsx';
import { SendersMustAuth } from './senders-must-auth.tsx';

const words = listsText.gateways;
const COLUMNS: readonly Column<GatewayEntry>[] = [
  { key: 'domain', title: words.domain, render: ({ domain }) => domain },
  {
    key: 'server',
    title: words.columns.server,
    render: ({ host, port }) => <code>{`${host}:${String(port)}`}</code>,
  },
  {
    key: 'mustAuth',
    title: words.mustAuthShort,
    render: (gateway) => <SendersMustAuth gateway={gateway} />,
  },
  {
    key: 'senders',
    title: words.columns.senders,
    render: ({ sendingAccounts }) =>
      sendingAccounts === 'any' ? words.anyAccount : words.accounts(sendingAccounts.length),
  },
];

/** Every gateway, with the option of its own. */
export function GatewayList({ gateways }: { readonly gateways: readonly GatewayEntry[] }) {
  const change = useChange();
  const editor = useEditor<GatewayEntry>('add');
  const remove = (gateway: GatewayEntry) => {
    const what = text.common.removed(words.label(gateway.domain));
    reportFailure(
      what,
      change({
        text: what,
        run: ['gateways.remove', gateway.domain],
        undo: [['gateways.save', gateway, null]],
        shownBy: 'gateways.list',
      }),
    );
  };
  return (
    <Card
      title={words.list}
      actions={
        <Button icon={Plus} onPress={editor.add}>
          {words.add}
        </Button>
      }
    >
      <DataTable
        label={words.list}
        columns={COLUMNS}
        rows={gateways}
        rowKey={({ domain }) => domain}
        actions={(gateway) => (
          <RowActions
            what={gateway.domain}
            onEdit={() => {
              editor.edit(gateway);
            }}
            onRemove={() => {
              remove(gateway);
            }}
          />
        )}
        empty={
          <EmptyState icon={SquareArrowOutUpRight} title={words.empty}>
            <p>{words.emptyHelp}</p>
          </EmptyState>
        }
      />
      <GatewayDialog editor={editor} />
    </Card>
  );
}
