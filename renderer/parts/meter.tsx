interface Props {
  readonly label: string;
  readonly value: number;
  /** Null: there is no most. */
  readonly most: number | null;
  /** The numbers, as they are read: `14 of 200`. */
  readonly words: string;
}

/** From this share on the bar warns. */
const NEARLY_FULL = 0.8;

/** A number and a small bar that shows how near it is to the most that it may be. */
export function Meter({ label, value, most, words }: Props) {
  const share = most === null ? 0 : Math.min(1, value / most);
  const level = share >= 1 ? 'full' : share >= NEARLY_FULL ? 'near' : 'low';
  return (
    <div className="meter">
      <span className="meter-words">{words}</span>
      {most !== null && (
        <div
          className={`meter-track meter-${level}`}
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={most}
          aria-valuenow={Math.min(value, most)}
          aria-valuetext={words}
        >
          <div style={{ width: `${String(share * 100)}%` }} />
        </div>
      )}
    </div>
  );
}
