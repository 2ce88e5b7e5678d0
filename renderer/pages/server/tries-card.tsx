import { outboundSchema, type Settings } from '../../../server/contract/settings.ts';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { Field } from '../../parts/field.tsx';
import { FormCheckBox } from '../../parts/form-check-box.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { isChecked, numberOf, textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { outgoingText } from '../../text/en/outgoing.ts';
import { serverText } from '../../text/en/server.ts';

const words = outgoingText.tries;
type Outbound = Settings['outbound'];
const triesSchema = outboundSchema.pick({
  retryHours: true,
  delayNoticeHours: true,
  connectionsPerHost: true,
  mtaSts: true,
});

/** For how long mail is tried, when its sender hears of it, and what other domains may ask for. */
export function TriesCard({ outbound }: { readonly outbound: Outbound }) {
  const { retryHours, delayNoticeHours, connectionsPerHost, mtaSts } = outbound;
  return (
    <Card
      title={words.title}
      place="tries"
      actions={
        <DialogButton
          aria-label={words.edit}
          dialog={(onClose) => <TriesDialog outbound={outbound} onClose={onClose} />}
        >
          {serverText.change}
        </DialogButton>
      }
    >
      <div className="card-body">
        <FactList
          facts={[
            { name: words.retry, value: words.hours(retryHours) },
            {
              name: words.delay,
              value: delayNoticeHours === null ? text.common.never : words.hours(delayNoticeHours),
            },
            { name: words.connections, value: String(connectionsPerHost) },
            { name: words.mtaSts, value: mtaSts ? words.honoured : words.ignored },
          ]}
        />
      </div>
    </Card>
  );
}

function TriesDialog({
  outbound: { retryHours, delayNoticeHours, connectionsPerHost, mtaSts },
  onClose,
}: {
  readonly outbound: Outbound;
  readonly onClose: () => void;
}) {
  const change = useChange();
  const before = { retryHours, delayNoticeHours, connectionsPerHost, mtaSts };
  return (
    <EntryDialog
      title={words.title}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) => {
        const entered = {
          retryHours: numberOf(values, 'retryHours'),
          delayNoticeHours:
            textOf(values, 'delayNoticeHours') === '' ? null : numberOf(values, 'delayNoticeHours'),
          connectionsPerHost: numberOf(values, 'connectionsPerHost'),
          mtaSts: isChecked(values, 'mtaSts'),
        };
        return sendForm(triesSchema, entered, (outbound) =>
          change({
            text: words.done,
            run: ['settings.set', { outbound }],
            undo: [['settings.set', { outbound: before }]],
            shownBy: 'settings.get',
          }),
        );
      }}
    >
      <Field
        name="retryHours"
        label={words.retryField}
        help={words.retryHelp}
        type="number"
        initial={String(retryHours)}
        isRequired
        autoFocus
      />
      <Field
        name="delayNoticeHours"
        label={words.delayField}
        help={words.delayHelp}
        type="number"
        initial={delayNoticeHours === null ? '' : String(delayNoticeHours)}
      />
      <Field
        name="connectionsPerHost"
        label={words.connections}
        type="number"
        initial={String(connectionsPerHost)}
        isRequired
      />
      <FormCheckBox name="mtaSts" label={words.mtaStsLabel} help={words.mtaStsHelp} isOn={mtaSts} />
    </EntryDialog>
  );
}
