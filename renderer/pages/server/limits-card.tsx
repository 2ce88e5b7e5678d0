import { limitsSchema, type Settings } from '../../../server/contract/settings.ts';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { Field } from '../../parts/field.tsx';
import { formatCount } from '../../parts/size.ts';
import { sendForm } from '../../state/form-answer.ts';
import { numberOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { serverText } from '../../text/en/server.ts';

const words = serverText.limits;
const MEGABYTE = 1_048_576;
type Limits = Settings['limits'];

/** How much the server takes at a time. */
export function LimitsCard({ limits }: { readonly limits: Limits }) {
  return (
    <Card
      title={words.title}
      place="limits"
      actions={
        <DialogButton
          aria-label={words.editTitle}
          dialog={(onClose) => <LimitsDialog limits={limits} onClose={onClose} />}
        >
          {serverText.change}
        </DialogButton>
      }
    >
      <div className="card-body">
        <FactList
          facts={[
            { name: words.largest, value: words.megabytes(limits.messageBytes) },
            { name: words.recipients, value: formatCount(limits.recipients) },
            { name: words.sessions, value: formatCount(limits.sessions) },
            { name: words.perNetwork, value: formatCount(limits.sessionsPerNetwork) },
          ]}
        />
      </div>
    </Card>
  );
}

function LimitsDialog({ limits, onClose }: { readonly limits: Limits; readonly onClose: () => void }) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.editTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) => {
        const entered = {
          messageBytes: numberOf(values, 'messageBytes') * MEGABYTE,
          recipients: numberOf(values, 'recipients'),
          sessions: numberOf(values, 'sessions'),
          sessionsPerNetwork: numberOf(values, 'sessionsPerNetwork'),
        };
        return sendForm(limitsSchema, entered, (parsed) =>
          change({
            text: words.done,
            run: ['settings.set', { limits: parsed }],
            undo: [['settings.set', { limits }]],
            shownBy: 'settings.get',
          }),
        );
      }}
    >
      <Field
        name="messageBytes"
        label={words.message}
        type="number"
        initial={String(Math.round(limits.messageBytes / MEGABYTE))}
        isRequired
        autoFocus
      />
      <Field
        name="recipients"
        label={words.recipients}
        type="number"
        initial={String(limits.recipients)}
        isRequired
      />
      <Field
        name="sessions"
        label={words.sessions}
        type="number"
        initial={String(limits.sessions)}
        isRequired
      />
      <Field
        name="sessionsPerNetwork"
        label={words.perNetwork}
        type="number"
        initial={String(limits.sessionsPerNetwork)}
        isRequired
      />
    </EntryDialog>
  );
}
