import { z } from 'zod';
import { Choice } from '../../parts/choice.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { dkimText } from '../../text/en/dkim.ts';

const words = dkimText;
const ALGORITHMS = ['rsa', 'ed25519'] as const;
/** What a selector may be, the server says. */
const keyFormSchema = z.strictObject({ selector: z.string().min(1), algorithm: z.enum(ALGORITHMS) });

interface Props {
  readonly domain: string;
  readonly suggestion: string;
  /** Told once the key is made. */
  readonly onMade: (selector: string) => void;
  readonly onClose: () => void;
}

/** Makes a key. It signs nothing until it is activated. */
export function DkimCreateDialog({ domain, suggestion, onMade, onClose }: Props) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.createFor(domain)}
      submit={words.createSubmit}
      onClose={onClose}
      onSubmit={(values) =>
        sendForm(
          keyFormSchema,
          { selector: textOf(values, 'selector'), algorithm: textOf(values, 'algorithm') },
          async ({ selector, algorithm }) => {
            await change({
              text: text.common.added(words.label(selector, domain)),
              run: ['dkim.create', domain, selector, algorithm],
              undo: [['dkim.remove', domain, selector]],
              shownBy: 'dkim.list',
            });
            onMade(selector);
          },
        )
      }
    >
      <Field
        name="selector"
        label={words.selector}
        help={words.selectorHelp}
        initial={suggestion}
        isRequired
        autoFocus
      />
      <Choice
        name="algorithm"
        label={words.algorithm}
        help={words.algorithmHelp}
        initial="rsa"
        choices={ALGORITHMS.map((algorithm) => ({ value: algorithm, label: words.algorithms[algorithm] }))}
      />
    </EntryDialog>
  );
}
