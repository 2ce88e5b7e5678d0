import { ListChecks, Plus } from 'lucide-react';
import { trustedNetworkSchema, type CommentedNetwork } from '../../../server/contract/directory.ts';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { Field } from '../../parts/field.tsx';
import { removingEntry, savingEntry } from '../../state/entry-list.ts';
import { ALLOW_LIST } from '../../state/entry-lists.ts';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.screen;

/** The networks that the Dynamic Screen never blocks. */
export function AllowList({ entries }: { readonly entries: readonly CommentedNetwork[] }) {
  const make = useReportedChange();
  return (
    <Card
      title={words.allowed}
      actions={
        <DialogButton icon={Plus} dialog={(onClose) => <AllowDialog onClose={onClose} />}>
          {words.allowAdd}
        </DialogButton>
      }
    >
      <EntryTable
        label={words.allowed}
        columns={[
          { key: 'range', title: words.range, render: ({ range }) => <code>{range}</code> },
          { key: 'comment', title: text.common.comment, render: ({ comment }) => comment },
        ]}
        rows={entries}
        rowKey={ALLOW_LIST.keyOf}
        icon={ListChecks}
        words={{ empty: words.allowEmpty, emptyHelp: words.allowEmptyHelp }}
        onRemove={(entry) => {
          make(removingEntry(ALLOW_LIST, entry));
        }}
      />
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
          (entry) => change(savingEntry(ALLOW_LIST, entry, null)),
        )
      }
    >
      <Field name="range" label={words.range} help={words.networkHelp} isRequired autoFocus />
      <Field name="comment" label={text.common.comment} help={text.common.commentHelp} />
    </EntryDialog>
  );
}
