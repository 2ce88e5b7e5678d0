import { AtSign, Plus } from 'lucide-react';
import { hasWildcard } from '../../../server/contract/address-pattern.ts';
import type { AliasEntry } from '../../../server/contract/directory.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { removingEntry } from '../../state/entry-list.ts';
import { ALIASES } from '../../state/entry-lists.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { useEditor } from '../../state/use-editor.ts';
import { listsText } from '../../text/en/lists.ts';
import { AliasDialog } from './alias-dialog.tsx';

const words = listsText.aliases;
const COLUMNS: readonly Column<AliasEntry>[] = [
  { key: 'pattern', title: words.pattern, render: ({ pattern }) => <code>{pattern}</code> },
  { key: 'targets', title: words.columns.targets, render: ({ targets }) => targets.join(', ') },
  { key: 'maySend', title: words.columns.maySend, render: whoMaySend },
];

/** Every alias, with the accounts behind it. */
export function AliasList({ aliases }: { readonly aliases: readonly AliasEntry[] }) {
  const make = useReportedChange();
  const editor = useEditor<AliasEntry>('add');
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
        rows={aliases}
        rowKey={ALIASES.keyOf}
        icon={AtSign}
        words={words}
        onEdit={editor.edit}
        onRemove={(alias) => {
          make(removingEntry(ALIASES, alias));
        }}
      />
      <AliasDialog editor={editor} />
    </Card>
  );
}

/** A wildcard alias never confers ownership, whatever its switch says. */
function whoMaySend({ pattern, membersMaySendAs }: AliasEntry): string {
  if (hasWildcard(pattern)) return words.wildcard;
  return membersMaySendAs ? words.members : words.nobody;
}
