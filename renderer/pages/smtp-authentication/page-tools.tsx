import { useState } from 'react';
import type { OptionSettings } from '../../../server/contract/settings.ts';
import { Button } from '../../parts/button.tsx';
import { CheckBox } from '../../parts/check-box.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { OptionName } from '../../parts/option-name.tsx';
import { defaultAt } from '../../state/option-values.ts';
import { useResetOptions } from '../../state/use-reset-options.ts';
import { text } from '../../text/en.ts';
import { changedOptions } from './changed-options.ts';
import { optionsAsText } from './options-as-text.ts';

interface Props {
  readonly settings: OptionSettings;
  readonly isChangedOnly: boolean;
  readonly onChangedOnly: (isChangedOnly: boolean) => void;
}

/** What concerns the page as a whole. */
export function PageTools({ settings, isChangedOnly, onChangedOnly }: Props) {
  const words = text.options.tools;
  const reset = useResetOptions();
  const [isAsking, setAsking] = useState(false);
  const changed = changedOptions(settings);
  return (
    <>
      <CheckBox isOn={isChangedOnly} onChange={onChangedOnly}>
        {words.changedOnly}
      </CheckBox>
      <Button
        isDisabled={changed.length === 0}
        onPress={() => {
          setAsking(true);
        }}
      >
        {words.resetPage}
      </Button>
      <CopyButton label={words.copy} content={() => optionsAsText(settings)} />
      {isAsking && (
        <ConfirmDialog
          title={words.resetTitle}
          subject={words.resetSubject(changed.length)}
          keep={words.resetKeep}
          proceed={words.resetProceed}
          onKeep={() => {
            setAsking(false);
          }}
          onProceed={() => {
            setAsking(false);
            void reset(changed, words.resetDone(changed.length));
          }}
        >
          <ul className="plain-list">
            {changed.map((path) => (
              <li key={path}>
                <OptionName path={path} />: {text.options.state(defaultAt(path)).toLowerCase()}
              </li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </>
  );
}
