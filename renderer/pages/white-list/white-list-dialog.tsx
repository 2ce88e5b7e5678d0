import { useState } from 'react';
import type { WhiteListView } from '../../../server/contract/api.ts';
import { whiteListEntrySchema, type WhiteListEntry } from '../../../server/contract/directory.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { reportFailure } from '../../state/report-failure.ts';
import { useChange, type Change } from '../../state/use-change.ts';
import type { Editor } from '../../state/use-editor.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';
import { ExpiryField, expiryOf } from './expiry-field.tsx';
import { isWidePattern } from './wide-pattern.ts';

const words = listsText.whiteList;

/** A change that waits for a yes. */
interface Asked extends Change {
  readonly subject: string;
}

/** Adds or changes an exemption; one that covers a whole domain is asked about first. */
export function WhiteListDialog({ editor }: { readonly editor: Editor<WhiteListView> }) {
  const change = useChange();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { editing } = editor;
  const existing = editing.kind === 'existing' ? editing.entry : null;

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
  if (editing.kind === 'closed') return null;
  return (
    <EntryDialog
      title={existing ? words.editTitle : words.addTitle}
      submit={existing ? text.common.save : text.common.add}
      onClose={editor.close}
      onSubmit={(values) => {
        const entered = {
          pattern: textOf(values, 'pattern'),
          comment: textOf(values, 'comment'),
          expiresAt: expiryOf(values),
        };
        return sendForm(whiteListEntrySchema, entered, async (entry) => {
          const save = saving(entry, existing);
          if (isWidePattern(entry.pattern) && entry.pattern !== existing?.pattern)
            setAsked({ ...save, subject: entry.pattern });
          else await change(save);
        });
      }}
    >
      <Field
        name="pattern"
        label={words.pattern}
        help={words.patternHelp}
        initial={existing?.pattern ?? (editing.kind === 'new' ? editing.initial : '')}
        isRequired
        autoFocus
      />
      <Field
        name="comment"
        label={text.common.comment}
        help={text.common.commentHelp}
        initial={existing?.comment}
      />
      <ExpiryField label={words.expires} help={words.expiresHelp} initial={existing?.expiresAt ?? null} />
    </EntryDialog>
  );
}

/** The entry alone, without what the server counts about it. */
export function entryOf({ pattern, comment, expiresAt }: WhiteListView): WhiteListEntry {
  return { pattern, comment, expiresAt };
}

function saving(entry: WhiteListEntry, existing: WhiteListView | null): Change {
  const label = words.label(entry.pattern);
  return {
    text: existing ? text.common.changed(label) : text.common.added(label),
    run: ['whiteList.save', entry, existing?.pattern ?? null],
    undo: [
      existing ? ['whiteList.save', entryOf(existing), entry.pattern] : ['whiteList.remove', entry.pattern],
    ],
    shownBy: 'whiteList.list',
  };
}
