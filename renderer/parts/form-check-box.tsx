interface Props {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly isOn: boolean;
}

/** A check box of a dialog, read with the form when it is sent. */
export function FormCheckBox({ name, label, help, isOn }: Props) {
  return (
    <label className="check-box form-check-box">
      <input type="checkbox" name={name} defaultChecked={isOn} />
      <span>
        {label}
        {help && <span className="field-help">{help}</span>}
      </span>
    </label>
  );
}
