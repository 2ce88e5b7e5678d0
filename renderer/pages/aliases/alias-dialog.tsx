import { aliasEntrySchema, type AliasEntry } from '../../../server/contract/directory.ts';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { FormCheckBox } from '../../parts/form-check-box.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { isChecked, linesOf, textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import type { Editor } from '../../state/use-editor.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.aliases;

/** Adds or changes an alias. */
export function AliasDialog({ editor }: { readonly editor: Editor<AliasEntry> }) {
  const change = useChange();
  const { editing } = editor;
  if (editing.kind === 'closed') return null;
  const existing = editing.kind === 'existing' ? editing.entry : null;
  return (
    <EntryDialog
      title={existing ? words.editTitle : words.addTitle}
      submit={existing ? text.common.save : text.common.add}
      onClose={editor.close}
      onSubmit={(values) => {
        const entered = {
          pattern: textOf(values, 'pattern'),
          targets: linesOf(values, 'targets'),
          membersMaySendAs: isChecked(values, 'membersMaySendAs'),
        };
        return sendForm(aliasEntrySchema, entered, (entry) => {
          const label = words.label(entry.pattern);
          return change({
            text: existing ? text.common.changed(label) : text.common.added(label),
            run: ['aliases.save', entry, existing?.pattern ?? null],
            undo: [existing ? ['aliases.save', existing, entry.pattern] : ['aliases.remove', entry.pattern]],
            shownBy: 'aliases.list',
          });
        });
      }}
    >
      <Field
        name="pattern"
        label={words.pattern}
        help={words.patternHelp}
        initial={editing.kind === 'new' ? editing.initial : existing?.pattern}
        isRequired
        autoFocus
      />
      <Field
        name="targets"
        label={words.targets}
        help={words.targetsHelp}
        initial={existing?.targets.join('\n')}
        rows={3}
        isRequired
      />
      <FormCheckBox name="membersMaySendAs" label={words.maySend} isOn={existing?.membersMaySendAs ?? true} />
    </EntryDialog>
  );
}
