import { useState, useTransition } from 'react';
import { Form } from 'react-aria-components/Form';
import { useSearch } from 'wouter';
import { probeSchema, type ProbeResult } from '../../../server/contract/what-if.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Note } from '../../parts/note.tsx';
import { useConsole } from '../../state/console-context.tsx';
import { sendForm, type FormAnswer } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { parseTriedMessage } from '../../state/try-address.ts';
import { useCall } from '../../state/use-call.ts';
import { tryText } from '../../text/en/try.ts';
import { MessageFields, SMTP_KINDS } from './message-fields.tsx';
import { ProbeSteps } from './probe-steps.tsx';

const words = tryText.tester;

/** A session that has not happened: who connects, signs in and sends what to whom; and all that every rule says to it. */
export function MessageTest() {
  const status = useCall('status.get');
  const search = useSearch();
  return (
    <Answer of={status}>
      {({ listeners }) => (
        <Tester
          // Another link is another message.
          key={search}
          listeners={listeners.filter(({ kind }) => SMTP_KINDS.includes(kind)).map(({ name }) => name)}
          search={search}
        />
      )}
    </Answer>
  );
}

function Tester({ listeners, search }: { readonly listeners: readonly string[]; readonly search: string }) {
  const console = useConsole();
  const [isAsking, startAsking] = useTransition();
  const [answer, setAnswer] = useState<FormAnswer>({ kind: 'done' });
  const [result, setResult] = useState<ProbeResult | null>(null);
  const [message] = useState(() => parseTriedMessage(search));
  return (
    <>
      <Card>
        <Form
          className="card-body try-form"
          validationBehavior="aria"
          validationErrors={answer.kind === 'refused' ? answer.fields : {}}
          onSubmit={(event) => {
            event.preventDefault();
            const probe = probeOf(new FormData(event.currentTarget));
            startAsking(async () => {
              setAnswer(
                await sendForm(probeSchema, probe, async (parsed) => {
                  setResult(await console.call('whatIf.probe', parsed));
                }),
              );
            });
          }}
        >
          <MessageFields listeners={listeners} message={message} />
          <div className="card-buttons">
            <Button type="submit" look="primary">
              {isAsking ? words.asking : words.ask}
            </Button>
          </div>
          {answer.kind === 'refused' && answer.message !== null && <Note kind="error">{answer.message}</Note>}
        </Form>
      </Card>
      <div role="status" className="stack">
        {result && <Outcome result={result} />}
      </div>
      {result && <ProbeSteps steps={result.steps} />}
    </>
  );
}

function Outcome({ result: { accepted, summary, notAsked } }: { readonly result: ProbeResult }) {
  return (
    <>
      <Note kind={accepted ? 'good' : 'error'}>{summary}</Note>
      {notAsked.length > 0 && (
        <Note kind="info">
          <p>{words.notAsked}</p>
          <ul className="try-list">
            {notAsked.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
}

function probeOf(values: FormData) {
  const orNull = (name: string): string | null => textOf(values, name) || null;
  return {
    listener: textOf(values, 'listener'),
    ip: textOf(values, 'ip'),
    account: orNull('account'),
    returnPath: orNull('returnPath'),
    recipient: textOf(values, 'recipient'),
    fromField: orNull('fromField'),
  };
}
