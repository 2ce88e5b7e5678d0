import { z } from 'zod';
import { networkSchema } from '../../../server/contract/settings.ts';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { linesOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { serverText } from '../../text/en/server.ts';

const words = serverText.plaintext;
const plaintextSchema = z.strictObject({ networks: z.array(networkSchema) });

/** Which networks may sign in without TLS. */
export function PlaintextCard({ networks }: { readonly networks: readonly string[] }) {
  return (
    <Card
      title={words.title}
      place="plaintext"
      actions={
        <DialogButton
          aria-label={words.edit}
          dialog={(onClose) => <PlaintextDialog networks={networks} onClose={onClose} />}
        >
          {serverText.change}
        </DialogButton>
      }
    >
      <div className="card-lead">
        {networks.length === 0 ? (
          words.none
        ) : (
          <ul className="plain-list">
            {networks.map((network) => (
              <li key={network}>
                <code>{network}</code>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function PlaintextDialog({
  networks,
  onClose,
}: {
  readonly networks: readonly string[];
  readonly onClose: () => void;
}) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.editTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) =>
        sendForm(plaintextSchema, { networks: linesOf(values, 'networks') }, (entered) =>
          change({
            text: words.done,
            run: ['settings.set', { allowPlaintextAuthFrom: entered.networks }],
            undo: [['settings.set', { allowPlaintextAuthFrom: [...networks] }]],
            shownBy: 'settings.get',
          }),
        )
      }
    >
      <Field
        name="networks"
        label={words.label}
        help={words.help}
        initial={networks.join('\n')}
        rows={4}
        autoFocus
      />
    </EntryDialog>
  );
}
