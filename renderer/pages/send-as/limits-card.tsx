import { sendingLimitsSchema, type OptionSettings } from '../../../server/contract/settings.ts';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { numberOf, textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { sendAsText } from '../../text/en/send-as.ts';
import { serverText } from '../../text/en/server.ts';
import { OptionSetting } from '../options/option-setting.tsx';
import { LIMIT_NAMES, limitWords } from './limit-names.ts';

const words = sendAsText;

/** "Accounts may send only so much in an hour and in a day": the option and its numbers. */
export function LimitsCard({ settings }: { readonly settings: OptionSettings }) {
  return (
    <Card title={words.limits}>
      <OptionSetting path="accountLimits" settings={settings}>
        <div className="sub-option">
          <div className="sub-option-facts">
            <FactList
              facts={LIMIT_NAMES.map((name) => ({
                name: words.limitNames[name],
                value: limitWords(settings.accountLimits[name]),
              }))}
            />
            <DialogButton
              aria-label={words.limitsEdit}
              dialog={(onClose) => <LimitsDialog limits={settings.accountLimits} onClose={onClose} />}
            >
              {serverText.change}
            </DialogButton>
          </div>
        </div>
      </OptionSetting>
    </Card>
  );
}

function LimitsDialog({
  limits,
  onClose,
}: {
  readonly limits: OptionSettings['accountLimits'];
  readonly onClose: () => void;
}) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.limitsTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) => {
        const entered = Object.fromEntries(
          LIMIT_NAMES.map((name) => [name, textOf(values, name) === '' ? null : numberOf(values, name)]),
        );
        const before = Object.fromEntries(LIMIT_NAMES.map((name) => [name, limits[name]]));
        return sendForm(sendingLimitsSchema, entered, (next) =>
          change({
            text: words.limitsDone,
            run: ['options.set', 'accountLimits', next],
            undo: [['options.set', 'accountLimits', before]],
            shownBy: 'options.get',
          }),
        );
      }}
    >
      <p className="quiet">{words.limitsHelp}</p>
      {LIMIT_NAMES.map((name, index) => (
        <Field
          key={name}
          name={name}
          label={words.limitNames[name]}
          help={name === 'newRecipientsPerDay' ? words.newHelp : undefined}
          type="number"
          initial={limits[name] === null ? '' : String(limits[name])}
          autoFocus={index === 0}
        />
      ))}
    </EntryDialog>
  );
}
