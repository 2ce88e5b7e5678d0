import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';

interface Props {
  readonly name: string;
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly initial: number | null;
  readonly autoFocus?: boolean;
}

/** A day and a time in a form, typed or chosen by the system's own picker; the form reads `2026-11-24T14:02`. */
export function DateTimeField({ name, label, initial, autoFocus = false }: Props) {
  return (
    <TextField
      className="field"
      name={name}
      type="datetime-local"
      defaultValue={initial === null ? '' : localTime(initial)}
      autoFocus={autoFocus}
    >
      <Label className="field-label">{label}</Label>
      <Input className="field-input" />
      <FieldError className="field-error" />
    </TextField>
  );
}

/** By the reader's clock. */
function localTime(at: number): string {
  const minutes = new Date(at).getTimezoneOffset();
  return new Date(at - minutes * 60_000).toISOString().slice(0, 16);
}
