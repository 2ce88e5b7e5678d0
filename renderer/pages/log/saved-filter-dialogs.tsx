import { Trash2 } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import type { FormAnswer } from '../../state/form-answer.ts';
import type { LogFilter } from '../../state/log-filter.ts';
import { deleteFilter, saveFilter, savedFilters, useSavedFilters } from '../../state/saved-filters.ts';
import { text } from '../../text/en.ts';
import { logToolsText } from '../../text/en/log-tools.ts';
import { chipsOf } from './log-chips.tsx';

const WORDS = logToolsText.saved;
const LONGEST_NAME = 60;

/** Gives the filter that is shown a name. */
export function SaveFilterDialog({
  filter,
  onClose,
}: {
  readonly filter: LogFilter;
  readonly onClose: () => void;
}) {
  return (
    <EntryDialog
      title={WORDS.saveTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) => Promise.resolve(save(filter, values.get('name')))}
    >
      <p className="quiet">
        {chipsOf(filter)
          .map(({ words }) => words)
          .join(' · ')}
      </p>
      <Field name="name" label={WORDS.name} help={WORDS.nameHelp} autoFocus />
    </EntryDialog>
  );
}

function save(filter: LogFilter, given: FormDataEntryValue | null): FormAnswer {
  const name = typeof given === 'string' ? given.trim().slice(0, LONGEST_NAME) : '';
  if (name === '') return { kind: 'refused', message: null, fields: { name: WORDS.nameMissing } };
  if (savedFilters().some((one) => one.name === name))
    return { kind: 'refused', message: null, fields: { name: WORDS.nameTaken } };
  saveFilter(name, filter);
  return { kind: 'done' };
}

/** The filters that are kept, each to be deleted. */
export function ManageFiltersDialog({ onClose }: { readonly onClose: () => void }) {
  const saved = useSavedFilters();
  return (
    <DialogFrame title={WORDS.manageTitle} onClose={onClose}>
      {saved.length === 0 ? (
        <p>{WORDS.none}</p>
      ) : (
        <ul className="saved-filters">
          {saved.map(({ name }) => (
            <li key={name}>
              <span>{name}</span>
              <Button
                look="quiet"
                icon={Trash2}
                aria-label={WORDS.remove(name)}
                onPress={() => {
                  deleteFilter(name);
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="dialog-actions">
        <Button autoFocus onPress={onClose}>
          {text.common.close}
        </Button>
      </div>
    </DialogFrame>
  );
}
