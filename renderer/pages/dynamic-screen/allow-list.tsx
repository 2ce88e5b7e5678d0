import { ListChecks, Plus } from 'lucide-react';
import { useState } from 'react';
import { trustedNetworkSchema, type CommentedNetwork } from '../../../server/contract/directory.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { RowActions } from '../../parts/row-actions.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { reportFailure } from '../../state/report-failure.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.screen;

/** The networks that the Dynamic Screen never blocks. */
export function AllowList({ entries }: { readonly entries: readonly CommentedNetwork[] }) {
  const change = useChange();
  const [isAdding, setAdding] = useState(false);
  const remove = (entry: CommentedNetwork) => {
    const what = text.common.removed(words.allowLabel(entry.range));
    reportFailure(
      what,
      change({
        text: what,
        run: ['screen.disallow', entry.range],
        undo: [['screen.allow', entry]],
        shownBy: 'screen.list',
      }),
    );
  };
  return (
    <Card
      title={words.allowed}
      actions={
        <Button
          icon={Plus}
          onPress={() => {
            setAdding(true);
          }}
        >
          {words.allowAdd}
        </Button>
      }
    >
      <DataTable
        label={words.allowed}
        columns={[
          { key: 'range', title: words.range, render: ({ range }) => <code>{range}</code> },
          { key: 'comment', title: text.common.comment, render: ({ comment }) => comment },
        ]}
        rows={entries}
        rowKey={({ range }) => range}
        actions={(entry) => (
          <RowActions
            what={entry.range}
            onRemove={() => {
              remove(entry);
            }}
          />
        )}
        empty={
          <EmptyState icon={ListChecks} title={words.allowEmpty}>
            <p>{words.allowEmptyHelp}</p>
          </EmptyState>
        }
      />
      {isAdding && (
        <AllowDialog
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </Card>
  );
}

function AllowDialog({ onClose }: { readonly onClose: () => void }) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.allowTitle}
      submit={text.common.add}
      onClose={onClose}
      onSubmit={(values) =>
        sendForm(
          trustedNetworkSchema,
          { range: textOf(values, 'range'), comment: textOf(values, 'comment') },
          (entry) =>
            change({
              text: text.common.added(words.allowLabel(entry.range)),
              run: ['screen.allow', entry],
              undo: [['screen.disallow', entry.range]],
              shownBy: 'screen.list',
            }),
        )
      }
    >
      <Field name="range" label={words.range} help={words.networkHelp} isRequired autoFocus />
      <Field name="comment" label={text.common.comment} help={text.common.commentHelp} />
    </EntryDialog>
  );
}
