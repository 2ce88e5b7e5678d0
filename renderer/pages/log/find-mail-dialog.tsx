import { Choice } from '../../parts/choice.tsx';
import { DateTimeField } from '../../parts/date-time-field.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { textOf } from '../../state/form-values.ts';
import { mailSearch } from '../../state/mail-search.ts';
import { NO_FILTER, type LogFilter } from '../../state/log-filter.ts';
import { logToolsText } from '../../text/en/log-tools.ts';

const WORDS = logToolsText.findMail;

interface Props {
  readonly onFilter: (change: Partial<LogFilter>) => void;
  readonly onClose: () => void;
}

/** "My mail did not arrive": what is known of it becomes a filter. */
export function FindMailDialog({ onFilter, onClose }: Props) {
  return (
    <EntryDialog
      title={WORDS.title}
      submit={WORDS.show}
      onClose={onClose}
      onSubmit={(values) => {
        const filter = mailSearch({
          sender: textOf(values, 'sender'),
          recipient: textOf(values, 'recipient'),
          about: textOf(values, 'about'),
          withinMinutes: Number(textOf(values, 'within')),
        });
        if (filter === null)
          return Promise.resolve({ kind: 'refused', message: null, fields: { sender: WORDS.nothing } });
        onFilter({ ...NO_FILTER, ...filter });
        return Promise.resolve({ kind: 'done' });
      }}
    >
      <p className="quiet">{WORDS.lead}</p>
      <Field name="sender" label={WORDS.sender} placeholder="joe@partner.example" autoFocus />
      <Field name="recipient" label={WORDS.recipient} placeholder="anna@office.example" />
      <DateTimeField name="about" label={WORDS.about} initial={null} />
      <Choice
        name="within"
        label={WORDS.within}
        initial="60"
        choices={Object.entries(WORDS.withins).map(([value, label]) => ({ value, label }))}
      />
    </EntryDialog>
  );
}
