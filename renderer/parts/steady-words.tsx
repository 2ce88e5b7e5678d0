interface Props {
  readonly shown: string;
  /** Every word that may stand in its place, the shown one among them. */
  readonly among: readonly string[];
}

/** A word with room for each that takes turns with it, so that nothing beside it moves. */
export function SteadyWords({ shown, among }: Props) {
  return (
    <span className="steady-words">
      {among.map((words) => (
        <span key={words} aria-hidden={words !== shown}>
          {words}
        </span>
      ))}
    </span>
  );
}
