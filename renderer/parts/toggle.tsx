import { useId } from 'react';

interface Props {
  /** The id of the element whose text names the switch. */
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  readonly isOn: boolean;
  /** The word beside the track: `On`. */
  readonly state: string;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly id?: string;
}

/** A switch whose change works at once. A native check box beneath, so that every tool knows it. */
export function Toggle({ labelledBy, describedBy, isOn, state, isDisabled = false, onChange, id }: Props) {
  const ownId = useId();
  return (
    <span className="toggle">
      <span className="toggle-state" aria-hidden>
        {state}
      </span>
      <input
        id={id ?? ownId}
        className="toggle-track"
        type="checkbox"
        role="switch"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
    </span>
  );
}
