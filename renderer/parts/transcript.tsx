interface Props {
  readonly label: string;
  /** `C: …` what was sent, `S: …` what was answered, `-- …` a remark. */
  readonly lines: readonly string[];
}

/** What was said between two servers, line by line; refusals are marked. */
export function Transcript({ label, lines }: Props) {
  return (
    <ol className="transcript" aria-label={label} tabIndex={0}>
      {lines.map((line, index) => (
        <li key={index} className={/^S:? [45]\d\d/.test(line) ? 'transcript-refusal' : undefined}>
          <span className="transcript-from">{line.slice(0, 1)}</span>
          <span>{line.replace(/^(?:[CS]:?|--) /, '')}</span>
        </li>
      ))}
    </ol>
  );
}
