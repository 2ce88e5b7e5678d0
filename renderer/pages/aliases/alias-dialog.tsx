import { aliasEntrySchema, type AliasEntry } from '../../../server/contract/directory.ts';
import { EditorDialog } from '../../parts/editor-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { FormCheckBox } from '../../parts/form-check-box.tsx';
import { savingEntry } from '../../state/entry-list.ts';
import { ALIASES } from '../../state/entry-lists.ts';
import { sendForm } from '../../state/form-answer.ts';
import { isChecked, linesOf, textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import type { Editor } from '../../state/use-editor.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.aliases;

/** Adds or changes an alias. */
export function AliasDialog({ editor }: { readonly editor: Editor<AliasEntry> }) {
  const change = useChange();
  return (
    <EditorDialog
      editor={editor}
      titles={words}
      onSubmit={(values, existing) => {
        const entered = {
          pattern: textOf(values, 'pattern'),
          targets: linesOf(values, 'targets'),
          membersMaySendAs: isChecked(values, 'membersMaySendAs'),
        };
        return sendForm(aliasEntrySchema, entered, (entry) => change(savingEntry(ALIASES, entry, existing)));
      }}
    >
      {(existing, initial) => (
        <>
          <Field
            name="pattern"
            label={words.pattern}
            help={words.patternHelp}
            initial={existing?.pattern ?? initial}
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
          <FormCheckBox
            name="membersMaySendAs"
            label={words.maySend}
            isOn={existing?.membersMaySendAs ?? true}
          />
        </>
      )}
    </EditorDialog>
  );
}
