import { Plus, SquareArrowOutUpRight } from 'lucide-react';
import type { GatewayEntry } from '../../../server/contract/directory.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { removingEntry } from '../../state/entry-list.ts';
import { GATEWAYS } from '../../state/entry-lists.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { useEditor } from '../../state/use-editor.ts';
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
    key: 'recipients',
    title: words.columns.recipients,
    render: ({ recipientCheck, recipients }) => words.shortRecipientChecks[recipientCheck](recipients.length),
  },
  {
    key: 'delivery',
    title: words.columns.delivery,
    render: ({ delivery }) => words.shortDeliveries[delivery],
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
  const make = useReportedChange();
  const editor = useEditor<GatewayEntry>('add');
  return (
    <Card
      title={words.list}
      actions={
        <Button look="primary" icon={Plus} onPress={editor.add}>
          {words.add}
        </Button>
      }
    >
      <EntryTable
        label={words.list}
        columns={COLUMNS}
        rows={gateways}
        rowKey={GATEWAYS.keyOf}
        icon={SquareArrowOutUpRight}
        words={words}
        onEdit={editor.edit}
        onRemove={(gateway) => {
          make(removingEntry(GATEWAYS, gateway));
        }}
      />
      <GatewayDialog editor={editor} />
    </Card>
  );
}
