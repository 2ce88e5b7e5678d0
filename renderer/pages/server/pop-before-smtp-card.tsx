import { z } from 'zod';
import { optionsSchema, type OptionSettings } from '../../../server/contract/settings.ts';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { refusedBy, sendForm } from '../../state/form-answer.ts';
import { numberOf } from '../../state/form-values.ts';
import { useCall } from '../../state/use-call.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { serverText } from '../../text/en/server.ts';
import { OptionSetting, SubOptionSetting } from '../options/option-setting.tsx';

const words = serverText.pop;
const minutesSchema = z.strictObject({ minutes: optionsSchema.shape.popBeforeSmtp.shape.minutes });

/** "POP Before SMTP": a local account sends only after it has opened its mailbox. */
export function PopBeforeSmtpCard({ settings }: { readonly settings: OptionSettings }) {
  const isSetUp = useCall('status.get').data?.features.popBeforeSmtp ?? true;
  const { minutes } = settings.popBeforeSmtp;
  return (
    <Card title={words.title} place="pop-before-smtp">
      <OptionSetting path="popBeforeSmtp" settings={settings} notes={!isSetUp && words.notSetUp}>
        <div className="sub-option sub-option-value">
          <span>
            {words.minutesLabel} <strong>{words.minutesValue(minutes)}</strong>
          </span>
          <DialogButton
            aria-label={words.edit}
            dialog={(onClose) => <MinutesDialog minutes={minutes} onClose={onClose} />}
          >
            {serverText.change}
          </DialogButton>
        </div>
        <SubOptionSetting path="popBeforeSmtp.exemptAuthenticated" settings={settings} />
        <SubOptionSetting path="popBeforeSmtp.unlessToLocalAccount" settings={settings} />
        <SubOptionSetting path="popBeforeSmtp.unlessTrustedIp" settings={settings} />
      </OptionSetting>
    </Card>
  );
}

function MinutesDialog({ minutes, onClose }: { readonly minutes: number; readonly onClose: () => void }) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.minutesTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={async (values) => {
        const entered = { minutes: numberOf(values, 'minutes') };
        if (!minutesSchema.safeParse(entered).success)
          return refusedBy([{ path: 'minutes', reason: words.minutesRange }], null);
        return sendForm(minutesSchema, entered, (parsed) =>
          change({
            text: words.minutesDone(parsed.minutes),
            run: ['options.set', 'popBeforeSmtp', parsed],
            undo: [['options.set', 'popBeforeSmtp', { minutes }]],
            shownBy: 'options.get',
          }),
        );
      }}
    >
      <Field
        name="minutes"
        label={words.minutes}
        type="number"
        initial={String(minutes)}
        isRequired
        autoFocus
      />
    </EntryDialog>
  );
}
