import { z } from 'zod';
import type { Settings } from '../../../server/contract/settings.ts';
import { sendForm, type FormAnswer } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { canTakeBack, withoutLogin } from '../../state/host-login.ts';
import { useChange } from '../../state/use-change.ts';
import { outgoingText } from '../../text/en/outgoing.ts';
import { enteredSmartHost, smartHostFormSchema } from './smart-host-form.ts';

const words = outgoingText;
type Outbound = Settings['outbound'];

/** Saves what OutgoingFields hold. A smart host that is set keeps its place while it is not used. */
export function useOutgoing(): (values: FormData, outbound: Outbound) => Promise<FormAnswer> {
  const change = useChange();
  return async (values, outbound) => {
    const { smartHost } = outbound;
    const before = { mode: outbound.mode, smartHost: smartHost && withoutLogin(smartHost) };
    if (textOf(values, 'mode') === 'mx')
      return sendForm(z.strictObject({}), {}, async () => {
        if (outbound.mode === 'mx') return;
        await change({
          text: words.wayDone,
          run: ['settings.set', { outbound: { mode: 'mx' } }],
          undo: [['settings.set', { outbound: { mode: outbound.mode } }]],
          shownBy: 'settings.get',
        });
      });
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
  };
}
