import { useRef, useState } from 'react';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { textOf } from '../../state/form-values.ts';
import type { FormAnswer } from '../../state/form-answer.ts';
import { useCall } from '../../state/use-call.ts';
import { firstRunText } from '../../text/en/first-run.ts';
import type { StepProps } from './first-run-page.tsx';
import { MadeAccounts } from './made-accounts.tsx';
import { PasswordField } from './password-field.tsx';
import { StepFrame } from './step-frame.tsx';
import { useNewAccount } from './use-new-account.ts';

const words = firstRunText.accounts;

export function AccountsStep(props: StepProps) {
  const domains = useCall('domains.list');
  const accounts = useCall('accounts.list');
  return (
    <Answer of={domains}>
      {([first]) => (
        <Answer of={accounts}>
          {(list) => (
            <AccountsForm
              {...props}
              domain={first?.name ?? ''}
              addresses={list.map(({ address }) => address)}
            />
          )}
        </Answer>
      )}
    </Answer>
  );
}

interface FormProps extends StepProps {
  readonly domain: string;
  readonly addresses: readonly string[];
}

/** With at least one account an empty name means that there are enough. */
function AccountsForm({ walk, passwords, onPassword, domain, addresses }: FormProps) {
  const make = useNewAccount(domain, onPassword);
  const [round, setRound] = useState(0);
  const isStaying = useRef(false);
  const submit = async (values: FormData): Promise<FormAnswer> => {
    if (textOf(values, 'localPart') === '' && addresses.length > 0) return { kind: 'done' };
    const answer = await make(values);
    if (answer.kind === 'refused') isStaying.current = false;
    return answer;
  };
  return (
    <StepFrame
      walk={walk}
      title={words.title}
      lead={words.lead}
      onSubmit={submit}
      onDone={() => {
        if (!isStaying.current) walk.next();
        isStaying.current = false;
        setRound(round + 1);
      }}
      actions={
        <Button
          onPress={({ target }) => {
            isStaying.current = true;
            target.closest('form')?.requestSubmit();
          }}
        >
          {words.add}
        </Button>
      }
    >
      <MadeAccounts addresses={addresses} passwords={passwords} />
      <div key={round} className="first-run-fields">
        <Field
          name="localPart"
          label={words.localPart}
          help={words.localPartHelp(domain)}
          isRequired={addresses.length === 0}
          autoFocus={round > 0}
        />
        <PasswordField known={[domain.split('.')[0] ?? '']} />
      </div>
    </StepFrame>
  );
}
