import { useId } from 'react';
import { textOf } from '../../state/form-values.ts';

const NAME = 'expiresAt';
const MINUTE_MS = 60_000;

interface Props {
  readonly label: string;
  readonly help: string;
  /** Milliseconds since 1970, or null for no end. */
  readonly initial: number | null;
}

/** When an entry ends, by the system's own date and time field; empty for never. */
export function ExpiryField({ label, help, initial }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field-input"
        type="datetime-local"
        name={NAME}
        defaultValue={initial === null ? '' : localTime(initial)}
        aria-describedby={`${id}-help`}
      />
      <span id={`${id}-help`} className="field-help">
        {help}
      </span>
    </div>
  );
}

/** What the field holds, in milliseconds since 1970. */
export function expiryOf(values: FormData): number | null {
  const written = textOf(values, NAME);
  return written === '' ? null : Date.parse(written);
}

/** `2026-11-24T07:08` in local time, as the field wants it. */
function localTime(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * MINUTE_MS;
  return new Date(at - offset).toISOString().slice(0, 16);
}
