import type { ReactNode } from 'react';
import type { FormAnswer } from '../state/form-answer.ts';
import type { Editor } from '../state/use-editor.ts';
import { text } from '../text/en.ts';
import { EntryDialog } from './entry-dialog.tsx';

interface Props<T> {
  readonly editor: Editor<T>;
  readonly titles: { readonly addTitle: string; readonly editTitle: string };
  readonly width?: 'narrow' | 'wide';
  /** Sends the form's values; `existing` is the entry being changed, or null for a new one. */
  readonly onSubmit: (values: FormData, existing: T | null) => Promise<FormAnswer>;
  /** The fields. `initial` is what a link wants in the first one of a new entry. */
  readonly children: (existing: T | null, initial: string | undefined) => ReactNode;
}

/** Adds an entry of a list or changes an existing one, as the list's editor says. */
export function EditorDialog<T>({
  editor: { editing, close },
  titles,
  width = 'narrow',
  onSubmit,
  children,
}: Props<T>) {
  if (editing.kind === 'closed') return null;
  const existing = editing.kind === 'existing' ? editing.entry : null;
  return (
    <EntryDialog
      title={existing === null ? titles.addTitle : titles.editTitle}
      width={width}
      submit={existing === null ? text.common.add : text.common.save}
      onClose={close}
      onSubmit={(values) => onSubmit(values, existing)}
    >
      {children(existing, editing.kind === 'new' ? editing.initial : undefined)}
    </EntryDialog>
  );
}
