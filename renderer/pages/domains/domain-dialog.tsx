import { domainEntrySchema, type DomainEntry } from '../../../server/contract/directory.ts';
import { Choice } from '../../parts/choice.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import type { Editor } from '../../state/use-editor.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.domains;
const SEPARATORS = ['+', '-', '=', '_', '~', '^', ''];

/** Adds or changes a domain. */
export function DomainDialog({ editor }: { readonly editor: Editor<DomainEntry> }) {
  const change = useChange();
  const { editing } = editor;
  if (editing.kind === 'closed') return null;
  const existing = editing.kind === 'existing' ? editing.entry : null;
  return (
    <EntryDialog
      title={existing ? words.editTitle : words.addTitle}
      submit={existing ? text.common.save : text.common.add}
      onClose={editor.close}
      onSubmit={(values) =>
        sendForm(
          domainEntrySchema,
          { name: textOf(values, 'name'), subaddressSeparator: textOf(values, 'subaddressSeparator') },
          (entry) => {
            const label = words.label(entry.name);
            return change({
              text: existing ? text.common.changed(label) : text.common.added(label),
              run: ['domains.save', entry, existing?.name ?? null],
              undo: [existing ? ['domains.save', existing, entry.name] : ['domains.remove', entry.name]],
              shownBy: 'domains.list',
            });
          },
        )
      }
    >
      <Field
        name="name"
        label={words.name}
        help={words.nameHelp}
        initial={editing.kind === 'new' ? editing.initial : existing?.name}
        isRequired
        autoFocus
      />
      <Choice
        name="subaddressSeparator"
        label={words.separator}
        help={words.separatorHelp}
        initial={existing?.subaddressSeparator ?? '+'}
        choices={SEPARATORS.map((separator) => ({ value: separator, label: words.separators(separator) }))}
      />
    </EntryDialog>
  );
}
