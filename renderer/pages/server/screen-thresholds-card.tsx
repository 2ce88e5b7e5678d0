import { dynamicScreenSettingsSchema, type Settings } from '../../../server/contract/settings.ts';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { numberOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { serverText } from '../../text/en/server.ts';

const words = serverText.screen;
type Thresholds = Settings['dynamicScreen'];

/** When the Dynamic Screen blocks a network, and for how long. */
export function ScreenThresholdsCard({ thresholds }: { readonly thresholds: Thresholds }) {
  return (
    <Card
      title={words.title}
      place="dynamic-screen"
      actions={
        <DialogButton
          aria-label={words.edit}
          dialog={(onClose) => <ThresholdsDialog thresholds={thresholds} onClose={onClose} />}
        >
          {serverText.change}
        </DialogButton>
      }
    >
      <p className="card-lead">
        {words.summary(thresholds.authFailures, thresholds.withinMinutes, thresholds.firstBlockMinutes)}
      </p>
    </Card>
  );
}

function ThresholdsDialog({
  thresholds,
  onClose,
}: {
  readonly thresholds: Thresholds;
  readonly onClose: () => void;
}) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.editTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) => {
        const entered = {
          authFailures: numberOf(values, 'authFailures'),
          withinMinutes: numberOf(values, 'withinMinutes'),
          firstBlockMinutes: numberOf(values, 'firstBlockMinutes'),
        };
        return sendForm(dynamicScreenSettingsSchema, entered, (dynamicScreen) =>
          change({
            text: words.done,
            run: ['settings.set', { dynamicScreen }],
            undo: [['settings.set', { dynamicScreen: thresholds }]],
            shownBy: 'settings.get',
          }),
        );
      }}
    >
      <Field
        name="authFailures"
        label={words.failures}
        type="number"
        initial={String(thresholds.authFailures)}
        isRequired
        autoFocus
      />
      <Field
        name="withinMinutes"
        label={words.within}
        type="number"
        initial={String(thresholds.withinMinutes)}
        isRequired
      />
      <Field
        name="firstBlockMinutes"
        label={words.first}
        help={words.firstHelp}
        type="number"
        initial={String(thresholds.firstBlockMinutes)}
        isRequired
      />
    </EntryDialog>
  );
}
