import { Globe, Plus } from 'lucide-react';
import { useState } from 'react';
import type { AccountView } from '../../../server/contract/api.ts';
import type { DomainEntry } from '../../../server/contract/directory.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { RowActions } from '../../parts/row-actions.tsx';
import { formatCount } from '../../parts/size.ts';
import { reportFailure } from '../../state/report-failure.ts';
import { useCall } from '../../state/use-call.ts';
import { useChange } from '../../state/use-change.ts';
import { useEditor, type Editor } from '../../state/use-editor.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';
import { DomainDialog } from './domain-dialog.tsx';
import { DomainSharingPanel } from './domain-sharing-panel.tsx';

const words = listsText.domains;

/** The domains whose mailboxes live here, and Domain Sharing. */
export function DomainsPage() {
  const domains = useCall('domains.list');
  const editor = useEditor<DomainEntry>('add');
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
      <Answer of={domains}>{(list) => <Domains domains={list} editor={editor} />}</Answer>
      <DomainSharingPanel />
      <DomainDialog editor={editor} />
    </PageFrame>
  );
}

function Domains({
  domains,
  editor,
}: {
  readonly domains: readonly DomainEntry[];
  readonly editor: Editor<DomainEntry>;
}) {
  const change = useChange();
  const accounts = useCall('accounts.list').data;
  const [leaving, setLeaving] = useState<DomainEntry | null>(null);
  const remove = (domain: DomainEntry) => {
    const what = text.common.removed(words.label(domain.name));
    reportFailure(
      what,
      change({
        text: what,
        run: ['domains.remove', domain.name],
        undo: [['domains.save', domain, null]],
        shownBy: 'domains.list',
      }),
    );
  };
  return (
    <Card>
      <DataTable
        label={words.title}
        columns={[
          { key: 'name', title: words.name, render: ({ name }) => name },
          {
            key: 'separator',
            title: words.columns.separator,
            render: ({ subaddressSeparator }) => words.separators(subaddressSeparator),
          },
          {
            key: 'accounts',
            title: words.columns.accounts,
            kind: 'number',
            render: ({ name }) => (accounts ? formatCount(countIn(accounts, name)) : ''),
          },
        ]}
        rows={domains}
        rowKey={({ name }) => name}
        actions={(domain) => (
          <RowActions
            what={domain.name}
            onEdit={() => {
              editor.edit(domain);
            }}
            onRemove={() => {
              setLeaving(domain);
            }}
          />
        )}
        empty={
          <EmptyState icon={Globe} title={words.empty}>
            <p>{words.emptyHelp}</p>
          </EmptyState>
        }
      />
      {leaving && (
        <ConfirmDialog
          title={words.removeTitle}
          subject={leaving.name}
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

function countIn(accounts: readonly AccountView[], domain: string): number {
  return accounts.filter(({ address }) => address.endsWith(`@${domain}`)).length;
}
