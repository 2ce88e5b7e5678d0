import { z } from 'zod';
import type { ScreenedNetwork } from '../../../../server/contract/screened-network.ts';
import { EntryDialog } from '../../../parts/entry-dialog.tsx';
import { FormCheckBox } from '../../../parts/form-check-box.tsx';
import { sendForm } from '../../../state/form-answer.ts';
import { isChecked } from '../../../state/form-values.ts';
import { useChange, type Step } from '../../../state/use-change.ts';
import { sessionActionText } from '../../../text/en/session-action.ts';

const words = sessionActionText.unblock;
const NO_FIELDS = z.strictObject({});

interface Props {
  readonly blocked: ScreenedNetwork;
  readonly ip: string;
  readonly onClose: () => void;
}

/** Lifts a block, says what happens at the next try, and keeps it from coming back where that is wanted. */
export function UnblockIp({ blocked: { network, reason, until }, ip, onClose }: Props) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.title}
      submit={words.proceed}
      onClose={onClose}
      onSubmit={(values) => {
        const isAllowed = isChecked(values, 'allow');
        const allow: Step = ['screen.allow', { range: ip, comment: words.comment }];
        const unblock: Step = ['screen.unblock', network];
        const blockAgain: Step = ['screen.block', network, until, reason];
        return sendForm(NO_FIELDS, {}, () =>
          change({
            text: isAllowed ? words.doneAllowed(network) : words.done(network),
            // The allow list first: what it holds is not blocked again in between.
            run: isAllowed ? allow : unblock,
            also: isAllowed ? [unblock] : [],
            undo: isAllowed ? [['screen.disallow', ip], blockAgain] : [blockAgain],
            shownBy: 'screen.list',
          }),
        );
      }}
    >
      <p>{words.since(reason)}</p>
      <p>{words.intro(network)}</p>
      <FormCheckBox name="allow" label={words.allow} isOn={false} />
    </EntryDialog>
  );
}
