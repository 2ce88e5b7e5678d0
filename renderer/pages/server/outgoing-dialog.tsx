import { useState } from 'react';
import { z } from 'zod';
import type { Settings } from '../../../server/contract/settings.ts';
import { Choice } from '../../parts/choice.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { canTakeBack, withoutLogin } from '../../state/host-login.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { outgoingText } from '../../text/en/outgoing.ts';
import { SmartHostFields } from './smart-host-fields.tsx';
import { enteredSmartHost, smartHostFormSchema } from './smart-host-form.ts';

const words = outgoingText;
const MODES = ['mx', 'smart-host'] as const;
type Outbound = Settings['outbound'];

/** Chooses between straight delivery and a smart host. One that is set keeps its place while it is not used. */
export function OutgoingDialog({
  outbound,
  onClose,
}: {
  readonly outbound: Outbound;
  readonly onClose: () => void;
}) {
  const change = useChange();
  const [mode, setMode] = useState<string>(outbound.mode);
  const { smartHost } = outbound;
  const before = { mode: outbound.mode, smartHost: smartHost && withoutLogin(smartHost) };
  return (
    <EntryDialog
      title={words.editTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={async (values) => {
        if (textOf(values, 'mode') === 'mx')
          return sendForm(z.strictObject({}), {}, () =>
            change({
              text: words.wayDone,
              run: ['settings.set', { outbound: { mode: 'mx' } }],
              undo: [['settings.set', { outbound: { mode: outbound.mode } }]],
              shownBy: 'settings.get',
            }),
          );
        const entered = enteredSmartHost(values, smartHost);
        if (entered.kind === 'refused') return entered;
        return sendForm(smartHostFormSchema, entered.smartHost, (next) =>
          change({
            text: words.wayDone,
            run: ['settings.set', { outbound: { mode: 'smart-host', smartHost: next } }],
            undo: canTakeBack(smartHost ? [smartHost] : [], [next])
              ? [['settings.set', { outbound: before }]]
              : null,
            shownBy: 'settings.get',
          }),
        );
      }}
    >
      <Choice
        name="mode"
        label={words.way}
        initial={outbound.mode}
        choices={MODES.map((value) => ({ value, label: words.ways[value] }))}
        onChange={setMode}
        autoFocus
      />
      {mode === 'smart-host' && <SmartHostFields existing={smartHost} />}
    </EntryDialog>
  );
}
