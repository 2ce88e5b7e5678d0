import { accountEntrySchema } from '../../../server/contract/setup-document.ts';
import { refusedBy, sendForm, type FormAnswer } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { firstRunText } from '../../text/en/first-run.ts';
import { listsText } from '../../text/en/lists.ts';
import { SHORTEST_PASSWORD } from './password.ts';

const words = firstRunText.accounts;

/** Makes an account of the domain from the fields `localPart` and `password`; answers what was refused, by field. */
export function useNewAccount(domain: string, onMade: (address: string, password: string) => void) {
  const change = useChange();
  return async (values: FormData): Promise<FormAnswer> => {
    const localPart = textOf(values, 'localPart').replace(`@${domain}`, '');
    const given = values.get('password');
    const password = typeof given === 'string' ? given : '';
    if (localPart === '') return refusedBy([{ path: 'localPart', reason: words.localPartNeeded }], null);
    if (password.length < SHORTEST_PASSWORD)
      return refusedBy([{ path: 'password', reason: listsText.accounts.passwordShort }], null);
    const entered = { address: `${localPart}@${domain}`, displayName: '', enabled: true, password };
    const answer = await sendForm(accountEntrySchema, entered, async (account) => {
      await change({
        text: words.label(account.address),
        run: ['accounts.save', account, null],
        undo: [['accounts.remove', account.address]],
        shownBy: 'accounts.list',
      });
      onMade(account.address, password);
    });
    return answer.kind === 'done' ? answer : atLocalPart(answer);
  };
}

/** The form has the address in its first field. */
function atLocalPart(answer: Extract<FormAnswer, { kind: 'refused' }>): FormAnswer {
  const { address, ...fields } = answer.fields;
  return address === undefined ? answer : { ...answer, fields: { ...fields, localPart: address } };
}
