import { AtSign, Plus } from 'lucide-react';
import type { AliasEntry } from '../../../server/contract/directory.ts';
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
import { AliasDialog } from './alias-dialog.tsx';

const words = listsText.aliases;
const COLUMNS: readonly Column<AliasEntry>[] = [
  { key: 'pattern', title: words.pattern, render: ({ pattern }) => <code>{pattern}</code> },
  { key: 'targets', title: words.columns.targets, render: ({ targets }) => targets.join(', ') },
  { key: 'maySend', title: words.columns.maySend, render: whoMaySend },
];

/** Every alias, with the accounts behind it. */
export function AliasList({ aliases }: { readonly aliases: readonly AliasEntry[] }) {
  const change = useChange();
  const editor = useEditor<AliasEntry>('add');
  const remove = (alias: AliasEntry) => {
    const what = text.common.removed(words.label(alias.pattern));
    reportFailure(
      what,
      change({
        text: what,
        run: ['aliases.remove', alias.pattern],
        undo: [['aliases.save', alias, null]],
        shownBy: 'aliases.list',
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
        rows={aliases}
        rowKey={({ pattern }) => pattern}
        actions={(alias) => (
          <RowActions
            what={alias.pattern}
            onEdit={() => {
              editor.edit(alias);
            }}
            onRemove={() => {
              remove(alias);
            }}
          />
        )}
        empty={
          <EmptyState icon={AtSign} title={words.empty}>
            <p>{words.emptyHelp}</p>
          </EmptyState>
        }
      />
      <AliasDialog editor={editor} />
    </Card>
  );
}

/** A wildcard alias never confers ownership, whatever its switch says. */
function whoMaySend({ pattern, membersMaySendAs }: AliasEntry): string {
  if (/[*?]/.test(pattern)) return words.wildcard;
  return membersMaySendAs ? words.members : words.nobody;
}
