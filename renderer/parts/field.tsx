import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly initial?: string | undefined;
  readonly type?: 'text' | 'password' | 'number';
  readonly rows?: number;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
  readonly autoComplete?: string;
}

/** One line (or, with `rows`, several) of text in a form: label, field, help, and the error the form has for its name. */
export function Field(props: Props) {
  const { name, label, help, initial = '', type = 'text', rows, isRequired = false, placeholder } = props;
  const shared = { className: 'field-input', ...(placeholder !== undefined && { placeholder }) };
  return (
    <TextField
      className="field"
      name={name}
      defaultValue={initial}
      isRequired={isRequired}
      autoFocus={props.autoFocus ?? false}
      autoComplete={props.autoComplete ?? 'off'}
      spellCheck="false"
      {...(rows === undefined && { type: type === 'number' ? 'text' : type })}
      {...(type === 'number' && { inputMode: 'numeric' as const })}
    >
      <Label className="field-label">{label}</Label>
      {rows === undefined ? <Input {...shared} /> : <TextArea {...shared} rows={rows} />}
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-error" />
    </TextField>
  );
}
