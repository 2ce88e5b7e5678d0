import type { AccountView } from '../../../server/contract/list-calls.ts';
import { accountEntrySchema } from '../../../server/contract/setup-document.ts';
import { EditorDialog } from '../../parts/editor-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { FormCheckBox } from '../../parts/form-check-box.tsx';
import { refusedBy, sendForm } from '../../state/form-answer.ts';
import { isChecked, textOf } from '../../state/form-values.ts';
import { useChange, type Step } from '../../state/use-change.ts';
import type { Editor } from '../../state/use-editor.ts';
import { text } from '../../text/en.ts';
import { listsText } from '../../text/en/lists.ts';

const words = listsText.accounts;
/** Shorter passwords are guessed; the server takes any, since imports bring what other servers allowed. */
const SHORTEST_PASSWORD = 8;

/** Adds or changes an account. A password goes to the server once and is never shown again. */
export function AccountDialog({ editor }: { readonly editor: Editor<AccountView> }) {
  const change = useChange();
  return (
    <EditorDialog
      editor={editor}
      titles={words}
      onSubmit={async (values, existing) => {
        const password = values.get('password');
        const given = typeof password === 'string' ? password : '';
        const fault = passwordFault(given, existing !== null);
        if (fault !== null) return refusedBy([{ path: 'password', reason: fault }], null);
        const entered = {
          address: textOf(values, 'address'),
          displayName: textOf(values, 'displayName'),
          enabled: isChecked(values, 'enabled'),
          ...(given !== '' && { password: given }),
        };
        return sendForm(accountEntrySchema, entered, (account) => {
          const label = words.label(account.address);
          return change({
            text: existing ? text.common.changed(label) : text.common.added(label),
            run: ['accounts.save', account, existing?.address ?? null],
            undo: given !== '' && existing ? null : [undoOf(existing, account.address)],
            shownBy: 'accounts.list',
          });
        });
      }}
    >
      {(existing, initial) => (
        <>
          <Field
            name="address"
            label={words.address}
            help={words.addressHelp}
            initial={existing?.address ?? initial}
            isRequired
            autoFocus
          />
          <Field name="displayName" label={words.displayName} initial={existing?.displayName} />
          <Field
            name="password"
            label={words.password}
            type="password"
            help={existing ? words.passwordKeep : words.passwordNew}
            autoComplete="new-password"
          />
          <FormCheckBox name="enabled" label={words.enabled} isOn={existing?.enabled ?? true} />
        </>
      )}
    </EditorDialog>
  );
}

function passwordFault(password: string, mayStay: boolean): string | null {
  if (password === '') return mayStay ? null : words.passwordNeeded;
  return password.length < SHORTEST_PASSWORD ? words.passwordShort : null;
}

function undoOf(existing: AccountView | null, address: string): Step {
  if (!existing) return ['accounts.remove', address];
  const { displayName, enabled } = existing;
  return ['accounts.save', { address: existing.address, displayName, enabled }, address];
}
