import { Plus, Users } from 'lucide-react';
import type { AccountView } from '../../../server/contract/list-calls.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { formatCount } from '../../parts/size.ts';
import { Moment } from '../../parts/time.tsx';
import { unfreezing } from '../../state/account-changes.ts';
import { useCall } from '../../state/use-call.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { useEditor, type Editor } from '../../state/use-editor.ts';
import { useNow } from '../../state/use-now.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';
import { sendAsText } from '../../text/en/send-as.ts';
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
  const make = useReportedChange();
  return (
    <Card>
      <EntryTable
        label={words.title}
        columns={columns(now)}
        rows={accounts}
        rowKey={({ address }) => address}
        icon={Users}
        words={words}
        question={words}
        actions={(account) => <EnableButton account={account} />}
        onEdit={editor.edit}
        onRemove={({ address }) => {
          make({
            text: text.common.removed(words.label(address)),
            run: ['accounts.remove', address],
            undo: null, // the login is gone with its password, so there is nothing to put back
            shownBy: 'accounts.list',
          });
        }}
      />
    </Card>
  );
}

function EnableButton({ account: { address, enabled } }: { readonly account: AccountView }) {
  const make = useReportedChange();
  return (
    <Button
      aria-label={enabled ? words.disable(address) : words.enable(address)}
      onPress={() => {
        make({
          text: enabled ? words.disabledDone(address) : words.enabledDone(address),
          run: ['accounts.save', { address, enabled: !enabled }, address],
          undo: [['accounts.save', { address, enabled }, address]],
          shownBy: 'accounts.list',
        });
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

function State({ account }: { readonly account: AccountView }) {
  const { enabled, hasPassword, frozen } = account;
  const make = useReportedChange();
  if (frozen)
    return (
      <>
        <span className="badge badge-error">{sendAsText.frozen}</span>{' '}
        <Button
          look="link"
          aria-label={sendAsText.unfreezeNamed(account.address)}
          onPress={() => {
            make(unfreezing(account));
          }}
        >
          {sendAsText.unfreeze}
        </Button>
        <span className="cell-detail">{frozen.reason}</span>
      </>
    );
  if (!enabled) return <span className="badge badge-quiet">{words.disabled}</span>;
  if (!hasPassword) return <span className="badge badge-warning">{words.noPassword}</span>;
  return <span className="badge badge-good">{words.active}</span>;
}
