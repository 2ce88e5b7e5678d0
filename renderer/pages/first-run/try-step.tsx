import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { TestAttempt, TestMessage } from '../../../server/contract/first-run.ts';
import { Answer } from '../../parts/answer.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Note } from '../../parts/note.tsx';
import { Button } from '../../parts/button.tsx';
import { START_PATH } from '../../routes.ts';
import { useConsole } from '../../state/console-context.tsx';
import type { FormAnswer } from '../../state/form-answer.ts';
import { reportFailure } from '../../state/report-failure.ts';
import { keep } from '../../state/kept.ts';
import { navigate } from '../../state/hash-location.ts';
import { useCall } from '../../state/use-call.ts';
import { firstRunText } from '../../text/en/first-run.ts';
import { AttemptResult, MessageResult } from './try-results.tsx';
import type { StepProps } from './first-run-page.tsx';
import { StepFrame } from './step-frame.tsx';

const words = firstRunText.try;

export function TryStep(props: StepProps) {
  const accounts = useCall('accounts.list');
  return (
    <Answer of={accounts}>
      {(list) => (
        <TryForm {...props} addresses={list.filter(({ enabled }) => enabled).map(({ address }) => address)} />
      )}
    </Answer>
  );
}

interface Tried {
  readonly sender: string;
  readonly message: TestMessage;
  readonly attempt: TestAttempt;
}

/** A message to oneself and a forged one, both for real. Once both went as they should, the button finishes. */
function TryForm({ walk, passwords, addresses }: StepProps & { readonly addresses: readonly string[] }) {
  const console = useConsole();
  const queries = useQueryClient();
  const [account, setAccount] = useState(addresses.find((address) => passwords.has(address)) ?? addresses[0]);
  const [tried, setTried] = useState<Tried | null>(null);
  const [isTrying, setTrying] = useState(false);
  const known = account === undefined ? undefined : passwords.get(account);
  const isSeen = tried?.message.result === 'delivered' && tried.attempt.result === 'blocked';

  const finish = async () => {
    await console.call('firstRun.finish');
    keep('first-run', null);
    await queries.invalidateQueries({ queryKey: ['firstRun.get'] });
    navigate(START_PATH);
  };
  const run = async (sender: string, password: string): Promise<void> => {
    setTrying(true);
    try {
      const message = await console.call('test.message', sender, password);
      const attempt = await console.call('test.attempt', sender);
      setTried({ sender, message, attempt });
    } finally {
      setTrying(false);
    }
  };
  const submit = async (values: FormData): Promise<FormAnswer> => {
    try {
      if (isSeen || account === undefined) await finish();
      else await run(account, known ?? passwordIn(values));
      return { kind: 'done' };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'refused', fields: {}, message };
    }
  };
  return (
    <StepFrame
      walk={walk}
      title={words.title}
      lead={words.lead}
      submit={isSeen || account === undefined ? words.finish : isTrying ? words.running : words.run}
      onSubmit={submit}
      onDone={() => undefined}
      actions={
        !isSeen &&
        account !== undefined && (
          <Button
            look="quiet"
            onPress={() => {
              reportFailure(words.finish, finish());
            }}
          >
            {words.finishAnyway}
          </Button>
        )
      }
    >
      {account === undefined ? (
        <Note kind="warning">{words.needsAccount}</Note>
      ) : (
        !isSeen && (
          <div className="first-run-fields">
            <Choice
              name="account"
              label={words.account}
              initial={account}
              choices={addresses.map((address) => ({ value: address, label: address }))}
              onChange={setAccount}
            />
            {known === undefined ? (
              <Field
                key={account}
                name="password"
                type="password"
                label={words.password}
                autoComplete="current-password"
              />
            ) : (
              <p className="field-help">
                {words.password}: {words.passwordKnown}
              </p>
            )}
          </div>
        )
      )}
      <div role="status" className="stack">
        {tried && (
          <>
            <MessageResult message={tried.message} />
            <AttemptResult sender={tried.sender} attempt={tried.attempt} />
          </>
        )}
      </div>
    </StepFrame>
  );
}

/** Blanks around it are part of it. */
function passwordIn(values: FormData): string {
  const entered = values.get('password');
  return typeof entered === 'string' ? entered : '';
}
