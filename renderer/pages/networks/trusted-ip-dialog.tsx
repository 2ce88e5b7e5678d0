import type { ReactNode } from 'react';
import { trustedNetworkSchema, type CommentedNetwork } from '../../../server/contract/directory.ts';
import { EditorDialog } from '../../parts/editor-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { savingEntry } from '../../state/entry-list.ts';
import { TRUSTED_IPS } from '../../state/entry-lists.ts';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import type { Editor } from '../../state/use-editor.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.networks;

interface Props {
  readonly editor: Editor<CommentedNetwork>;
  /** What it would mean, above the fields. */
  readonly children?: ReactNode;
  /** What it would have done, beneath them: it comes later, and the fields stay where they are. */
  readonly difference?: ReactNode;
}

/** Adds or changes a trusted network. */
export function TrustedIpDialog({ editor, children, difference }: Props) {
  const change = useChange();
  return (
    <EditorDialog
      editor={editor}
      width={children === undefined ? 'narrow' : 'wide'}
      titles={{ addTitle: words.trustedTitle, editTitle: words.editTrusted }}
      onSubmit={(values, existing) =>
        sendForm(
          trustedNetworkSchema,
          { range: textOf(values, 'range'), comment: textOf(values, 'comment') },
          (entry) => change(savingEntry(TRUSTED_IPS, entry, existing)),
        )
      }
    >
      {(existing, initial) => (
        <>
          {children}
          <Field
            name="range"
            label={words.range}
            help={words.rangeHelp}
            initial={existing?.range ?? initial}
            isRequired
            autoFocus
          />
          <Field
            name="comment"
            label={text.common.comment}
            help={text.common.commentHelp}
            initial={existing?.comment}
          />
          {difference}
        </>
      )}
    </EditorDialog>
  );
}
