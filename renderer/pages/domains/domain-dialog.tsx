import { domainEntrySchema, type DomainEntry } from '../../../server/contract/directory.ts';
import { Choice } from '../../parts/choice.tsx';
import { EditorDialog } from '../../parts/editor-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { savingEntry } from '../../state/entry-list.ts';
import { DOMAINS } from '../../state/entry-lists.ts';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import type { Editor } from '../../state/use-editor.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.domains;
const SEPARATORS = ['+', '-', '=', '_', '~', '^', ''];

/** Adds or changes a domain. */
export function DomainDialog({ editor }: { readonly editor: Editor<DomainEntry> }) {
  const change = useChange();
  return (
    <EditorDialog
      editor={editor}
      titles={words}
      onSubmit={(values, existing) =>
        sendForm(
          domainEntrySchema,
          { name: textOf(values, 'name'), subaddressSeparator: textOf(values, 'subaddressSeparator') },
          (entry) => change(savingEntry(DOMAINS, entry, existing)),
        )
      }
    >
      {(existing, initial) => (
        <>
          <Field
            name="name"
            label={words.name}
            help={words.nameHelp}
            initial={existing?.name ?? initial}
            isRequired
            autoFocus
          />
          <Choice
            name="subaddressSeparator"
            label={words.separator}
            help={words.separatorHelp}
            initial={existing?.subaddressSeparator ?? '+'}
            choices={SEPARATORS.map((separator) => ({
              value: separator,
              label: words.separators(separator),
            }))}
          />
        </>
      )}
    </EditorDialog>
  );
}
