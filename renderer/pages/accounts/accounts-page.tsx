import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import type { AccountView } from '../../../server/contract/api.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { RowActions } from '../../parts/row-actions.tsx';
import { formatCount } from '../../parts/size.ts';
import { Moment } from '../../parts/time.tsx';
import { reportFailure } from '../../state/report-failure.ts';
import { useCall } from '../../state/use-call.ts';
import { useChange } from '../../state/use-change.ts';
import { useEditor, type Editor } from '../../state/use-editor.ts';
import { useNow } from '../../state/use-now.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';
import { AccountDialog } from './account-dialog.tsx';

const words = listsText.accounts;

/** Who has a mailbox here. */
export function AccountsPage() {
  const accounts = useCall('accounts.list');
  const editor = useEditor<AccountView>('add');
  return (
    <PageFrame
      title={words.title}
      lead={words.lead}
      width="full"
      actions={
        <Button look="primary" icon={Plus} onPress={editor.add}>
          {words.add}
        </Button>
      }
    >
      <Answer of={accounts}>{(list) => <Accounts accounts={list} editor={editor} />}</Answer>
      <AccountDialog editor={editor} />
    </PageFrame>
  );
}

function Accounts({
  accounts,
  editor,
}: {
  readonly accounts: readonly AccountView[];
  readonly editor: Editor<AccountView>;
}) {
  const now = useNow(30_000);
  const change = useChange();
  const [leaving, setLeaving] = useState<AccountView | null>(null);
  const remove = ({ address }: AccountView) => {
    const what = text.common.removed(words.label(address));
    // The login is gone with its password, so there is nothing to put back.
    reportFailure(
      what,
      change({ text: what, run: ['accounts.remove', address], undo: null, shownBy: 'accounts.list' }),
    );
  };
  return (
    <Card>
      <DataTable
        label={words.title}
        columns={columns(now)}
        rows={accounts}
        rowKey={({ address }) => address}
        actions={(account) => (
          <>
            <EnableButton account={account} />
            <RowActions
              what={account.address}
              onEdit={() => {
                editor.edit(account);
              }}
              onRemove={() => {
                setLeaving(account);
              }}
            />
          </>
        )}
        empty={
          <EmptyState icon={Users} title={words.empty}>
            <p>{words.emptyHelp}</p>
          </EmptyState>
        }
      />
      {leaving && (
        <ConfirmDialog
          title={words.removeTitle}
          subject={leaving.address}
          keep={words.keep}
          proceed={words.remove}
          onKeep={() => {
            setLeaving(null);
          }}
          onProceed={() => {
            setLeaving(null);
            remove(leaving);
          }}
        >
          {words.removeText}
        </ConfirmDialog>
      )}
    </Card>
  );
}

function EnableButton({ account: { address, enabled } }: { readonly account: AccountView }) {
  const change = useChange();
  const what = enabled ? words.disabledDone(address) : words.enabledDone(address);
  return (
    <Button
      aria-label={enabled ? words.disable(address) : words.enable(address)}
      onPress={() => {
        reportFailure(
          what,
          change({
            text: what,
            run: ['accounts.save', { address, enabled: !enabled }, address],
            undo: [['accounts.save', { address, enabled }, address]],
            shownBy: 'accounts.list',
          }),
        );
      }}
    >
      {enabled ? words.disableWord : words.enableWord}
    </Button>
  );
}

function columns(now: number): readonly Column<AccountView>[] {
  return [
    { key: 'address', title: words.address, render: ({ address }) => address },
    { key: 'name', title: words.columns.name, render: ({ displayName }) => displayName },
    { key: 'state', title: words.columns.state, render: (account) => <State account={account} /> },
    {
      key: 'messages',
      title: words.columns.messages,
      kind: 'number',
      render: ({ messages }) => formatCount(messages),
    },
    {
      key: 'lastSignIn',
      title: words.columns.lastSignIn,
      render: ({ lastSignInAt }) => <Moment at={lastSignInAt} now={now} />,
    },
  ];
}

function State({ account: { enabled, hasPassword } }: { readonly account: AccountView }) {
  if (!enabled) return <span className="badge badge-quiet">{words.disabled}</span>;
  if (!hasPassword) return <span className="badge badge-warning">{words.noPassword}</span>;
  return <span className="badge badge-good">{words.active}</span>;
}
