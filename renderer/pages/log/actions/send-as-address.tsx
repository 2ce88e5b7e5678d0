import { EntryDialog } from '../../../parts/entry-dialog.tsx';
import { granting } from '../../../state/account-changes.ts';
import { refusedBy, sendForm } from '../../../state/form-answer.ts';
import { useCall } from '../../../state/use-call.ts';
import { useChange } from '../../../state/use-change.ts';
import { sendAsPatternSchema } from '../../../../server/contract/directory.ts';
import { sessionActionText } from '../../../text/en/session-action.ts';

const words = sessionActionText.sendAs;

interface Props {
  readonly account: string;
  readonly address: string;
  readonly onClose: () => void;
}

/** Lets one account send as one address. */
export function SendAsAddress({ account, address, onClose }: Props) {
  const change = useChange();
  const accounts = useCall('accounts.list').data;
  return (
    <EntryDialog
      title={words.title}
      submit={words.proceed}
      onClose={onClose}
      onSubmit={async () => {
        const found = accounts?.find((known) => known.address === account);
        if (!found) return refusedBy([], words.noAccount(account));
        return sendForm(sendAsPatternSchema, address, (pattern) => change(granting(found, pattern)));
      }}
    >
      <p>{words.intro(account, address)}</p>
    </EntryDialog>
  );
}
