import type { ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly describedBy?: string | undefined;
  readonly onChange: (isOn: boolean) => void;
  readonly id?: string | undefined;
}

/** A check box with its words; clicking the words works too. */
export function CheckBox({ children, isOn, isDisabled = false, describedBy, onChange, id }: Props) {
  return (
    <label className="check-box">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        aria-describedby={describedBy}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span>{children}</span>
    </label>
  );
}
