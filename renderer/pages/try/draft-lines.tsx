import { Trash2 } from 'lucide-react';
import { describeOption } from '../../../server/contract/options.ts';
import { Button } from '../../parts/button.tsx';
import { valueAt } from '../../state/option-values.ts';
import { text } from '../../text/en.ts';
import { tryText } from '../../text/en/try.ts';
import { subjectOf, type DraftLine, type Lists } from './draft-line.ts';

const words = tryText.trial;

interface Props {
  readonly lines: readonly DraftLine[];
  readonly lists: Lists;
  readonly onRemove: (line: DraftLine) => void;
}

/** What the draft changes, line by line. */
export function DraftLines({ lines, lists, onRemove }: Props) {
  if (lines.length === 0) return <p className="quiet">{words.empty}</p>;
  return (
    <ul className="draft-lines" aria-label={words.draft}>
      {lines.map((line) => (
        <li key={subjectOf(line)}>
          <span>{sayLine(line, lists)}</span>
          <Button
            look="quiet"
            icon={Trash2}
            aria-label={words.removeLine(sayLine(line, lists))}
            onPress={() => {
              onRemove(line);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

function sayLine(line: DraftLine, { options }: Lists): string {
  if (line.kind !== 'option') return words.listLine[line.kind](words.lists[line.list], line.entry);
  const { state } = text.options;
  const { label } = describeOption(line.path);
  return words.optionLine(label, state(line.value), state(valueAt(options, line.path)));
}
