import { Globe, Plus } from 'lucide-react';
import type { AccountView } from '../../../server/contract/list-calls.ts';
import type { DomainEntry } from '../../../server/contract/directory.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { formatCount } from '../../parts/size.ts';
import { removingEntry } from '../../state/entry-list.ts';
import { DOMAINS } from '../../state/entry-lists.ts';
import { useCall } from '../../state/use-call.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { useEditor, type Editor } from '../../state/use-editor.ts';
import { listsText } from '../../text/en/lists.ts';
import { DnsCard } from '../dns/dns-card.tsx';
import { DomainDialog } from './domain-dialog.tsx';
import { DkimPanel } from './dkim-panel.tsx';
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
      <Answer of={domains}>{(list) => <DnsCard domains={list} />}</Answer>
      <Answer of={domains}>{(list) => <DkimPanel domains={list} />}</Answer>
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
  const make = useReportedChange();
  const accounts = useCall('accounts.list').data;
  return (
    <Card>
      <EntryTable
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
        rowKey={DOMAINS.keyOf}
        icon={Globe}
        words={words}
        question={words}
        onEdit={editor.edit}
        onRemove={(domain) => {
          make(removingEntry(DOMAINS, domain));
        }}
      />
    </Card>
  );
}

function countIn(accounts: readonly AccountView[], domain: string): number {
  return accounts.filter(({ address }) => address.endsWith(`@${domain}`)).length;
}
