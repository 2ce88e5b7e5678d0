import { trustedNetworkSchema, type CommentedNetwork } from '../../../server/contract/directory.ts';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import type { Editor } from '../../state/use-editor.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.networks;

/** Adds or changes a trusted network. */
export function TrustedIpDialog({ editor }: { readonly editor: Editor<CommentedNetwork> }) {
  const change = useChange();
  const { editing } = editor;
  if (editing.kind === 'closed') return null;
  const existing = editing.kind === 'existing' ? editing.entry : null;
  return (
    <EntryDialog
      title={existing ? words.editTrusted : words.trustedTitle}
      submit={existing ? text.common.save : text.common.add}
      onClose={editor.close}
      onSubmit={(values) =>
        sendForm(
          trustedNetworkSchema,
          { range: textOf(values, 'range'), comment: textOf(values, 'comment') },
          (entry) => {
            const label = words.trustedLabel(entry.range);
            return change({
              text: existing ? text.common.changed(label) : text.common.added(label),
              run: ['networks.saveTrusted', entry, existing?.range ?? null],
              undo: [
                existing
                  ? ['networks.saveTrusted', existing, entry.range]
                  : ['networks.removeTrusted', entry.range],
              ],
              shownBy: 'networks.list',
            });
          },
        )
      }
    >
      <Field
        name="range"
        label={words.range}
        help={words.rangeHelp}
        initial={editing.kind === 'new' ? editing.initial : existing?.range}
        isRequired
        autoFocus
      />
      <Field
        name="comment"
        label={text.common.comment}
        help={text.common.commentHelp}
        initial={existing?.comment}
      />
    </EntryDialog>
  );
}
