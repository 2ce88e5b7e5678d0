import { z } from 'zod';
import type { AccountView } from '../../../server/contract/list-calls.ts';
import { sendAsPatternSchema, type AliasEntry } from '../../../server/contract/directory.ts';
import { Choice } from '../../parts/choice.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { granting } from '../../state/account-changes.ts';
import { refusedBy, sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { sendAsText } from '../../text/en/send-as.ts';
import { cellOf } from './send-as-cells.ts';

const words = sendAsText;

interface Props {
  readonly accounts: readonly AccountView[];
  readonly aliases: readonly AliasEntry[];
  readonly onClose: () => void;
}

/** Lets an account use an address that no column stands for yet. */
export function SendAsDialog({ accounts, aliases, onClose }: Props) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.addTitle}
      submit={words.addSubmit}
      onClose={onClose}
      onSubmit={async (values) => {
        const account = accounts.find(({ address }) => address === textOf(values, 'account'));
        if (!account) return refusedBy([{ path: 'account', reason: words.noAccounts }], null);
        const isFree = (pattern: string, ...kinds: readonly string[]) =>
          !kinds.includes(cellOf(account, pattern, aliases));
        const formSchema = z.strictObject({
          pattern: sendAsPatternSchema
            .refine((pattern) => isFree(pattern, 'own', 'alias'), words.alreadyOwned)
            .refine((pattern) => isFree(pattern, 'granted'), words.alreadyGranted),
        });
        return sendForm(formSchema, { pattern: textOf(values, 'pattern') }, ({ pattern }) =>
          change(granting(account, pattern)),
        );
      }}
    >
      <Choice
        name="account"
        label={words.account}
        initial={accounts[0]?.address ?? ''}
        choices={accounts.map(({ address }) => ({ value: address, label: address }))}
      />
      <Field name="pattern" label={words.pattern} help={words.patternHelp} isRequired autoFocus />
    </EntryDialog>
  );
}
