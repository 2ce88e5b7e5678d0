import { outgoingText } from '../text/en/outgoing.ts';
import { Field } from './field.tsx';

const words = outgoingText;

/** User and password for another server. A stored password is never shown; an empty field keeps it. */
export function LoginFields({ user }: { readonly user: string | null }) {
  return (
    <div className="field-pair field-halves">
      <Field name="user" label={words.user} help={words.userHelp} initial={user ?? ''} />
      <Field
        name="password"
        label={words.password}
        type="password"
        help={user === null ? undefined : words.passwordKeep}
        autoComplete="new-password"
      />
    </div>
  );
}
