import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { firstRunText } from '../../text/en/first-run.ts';
import { makePassword, strengthOf } from './password.ts';

const words = firstRunText.accounts;
const BADGES = { short: 'error', weak: 'warning', fair: 'quiet', strong: 'good' } as const;

/** A password in clear, made up at first, with how strong it is. Its field is called `password`. */
export function PasswordField({ known }: { readonly known: readonly string[] }) {
  const [made, setMade] = useState(() => makePassword());
  const [entered, setEntered] = useState(made);
  const strength = strengthOf(entered, known);
  return (
    <div className="first-run-password">
      <div
        onInput={({ target }) => {
          if (target instanceof HTMLInputElement) setEntered(target.value);
        }}
      >
        <Field
          key={made}
          name="password"
          label={words.password}
          help={words.passwordHelp}
          initial={made}
          autoComplete="new-password"
        />
      </div>
      <div className="first-run-beside">
        <Button
          icon={RefreshCw}
          onPress={() => {
            const next = makePassword();
            setMade(next);
            setEntered(next);
          }}
        >
          {words.another}
        </Button>
        <span role="status" className={`badge badge-${BADGES[strength]}`}>
          {words.strength[strength]}
        </span>
      </div>
    </div>
  );
}
