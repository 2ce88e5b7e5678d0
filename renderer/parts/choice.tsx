import { useId } from 'react';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly initial: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly lang?: 'en' }[];
  readonly autoFocus?: boolean;
  /** For fields that depend on the choice; the form reads the value itself. */
  readonly onChange?: (value: string) => void;
}

/** One of a few in a form, by the system's own list. */
export function Choice({ name, label, help, initial, choices, autoFocus, onChange }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        name={name}
        className="field-input"
        defaultValue={initial}
        autoFocus={autoFocus ?? false}
        onChange={(event) => onChange?.(event.target.value)}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} lang={choice.lang}>
            {choice.label}
          </option>
        ))}
      </select>
      {help !== undefined && (
        <span id={`${id}-help`} className="field-help">
          {help}
        </span>
      )}
    </div>
  );
}
