import { useState, type ReactNode } from 'react';
import type { WhiteListView } from '../../../server/contract/list-calls.ts';
import { whiteListEntrySchema } from '../../../server/contract/directory.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { EditorDialog } from '../../parts/editor-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { savingEntry } from '../../state/entry-list.ts';
import { WHITE_LIST } from '../../state/entry-lists.ts';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { reportFailure } from '../../state/report-failure.ts';
import { useChange, type Change } from '../../state/use-change.ts';
import type { Editor } from '../../state/use-editor.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';
import { chosenExpiry, ExpiryChoice, type Lasting } from './expiry-choice.tsx';
import { isWidePattern } from './wide-pattern.ts';

const words = listsText.whiteList;

/** A change that waits for a yes. */
interface Asked extends Change {
  readonly subject: string;
}

interface Props {
  readonly editor: Editor<WhiteListView>;
  /** How long a new entry lasts unless something else is chosen. */
  readonly lasts?: Lasting;
  /** What it would mean, above the fields. */
  readonly children?: ReactNode;
  /** What it would have done, beneath them: it comes later, and the fields stay where they are. */
  readonly difference?: ReactNode;
}

/** Adds or changes an exemption; one that covers a whole domain is asked about first. */
export function WhiteListDialog({ editor, lasts = 'ever', children, difference }: Props) {
  const change = useChange();
  const [asked, setAsked] = useState<Asked | null>(null);

  if (asked) {
    return (
      <ConfirmDialog
        title={words.wideTitle}
        subject={asked.subject}
        keep={words.wideKeep}
        proceed={words.wideProceed}
        onKeep={() => {
          setAsked(null);
        }}
        onProceed={() => {
          setAsked(null);
          reportFailure(asked.text, change(asked));
        }}
      >
        {words.wide}
      </ConfirmDialog>
    );
  }
  return (
    <EditorDialog
      editor={editor}
      titles={words}
      width={children === undefined ? 'narrow' : 'wide'}
      onSubmit={(values, existing) => {
        const entered = {
          pattern: textOf(values, 'pattern'),
          comment: textOf(values, 'comment'),
          owner: textOf(values, 'owner'),
          expiresAt: chosenExpiry(values, Date.now()),
        };
        return sendForm(whiteListEntrySchema, entered, async (entry) => {
          const save = savingEntry(WHITE_LIST, entry, existing);
          if (isWidePattern(entry.pattern) && entry.pattern !== existing?.pattern)
            setAsked({ ...save, subject: entry.pattern });
          else await change(save);
        });
      }}
    >
      {(existing, initial) => (
        <>
          {children}
          <Field
            name="pattern"
            label={words.pattern}
            help={words.patternHelp}
            initial={existing?.pattern ?? initial}
            isRequired
            autoFocus
          />
          <ExpiryChoice existing={existing && { expiresAt: existing.expiresAt }} lasts={lasts} />
          <Field
            name="comment"
            label={text.common.comment}
            help={text.common.commentHelp}
            initial={existing?.comment}
          />
          <Field name="owner" label={words.owner} help={words.ownerHelp} initial={existing?.owner} />
          {difference}
        </>
      )}
    </EditorDialog>
  );
}
