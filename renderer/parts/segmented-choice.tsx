import { useId } from 'react';

interface Props<T extends string> {
  readonly label: string;
  readonly chosen: T;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly onChoose: (value: T) => void;
}

/** One of a few, all of them in sight: radio buttons that look like one bar. */
export function SegmentedChoice<T extends string>({ label, chosen, choices, onChoose }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="field segmented-field">
      <legend className="field-label">{label}</legend>
      <div className="segmented">
        {choices.map((choice) => (
          <label key={choice.value} className="segment segment-radio">
            <input
              type="radio"
              name={name}
              checked={choice.value === chosen}
              onChange={() => {
                onChoose(choice.value);
              }}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
