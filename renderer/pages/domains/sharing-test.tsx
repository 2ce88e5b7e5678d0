import { useState, useTransition, type ReactNode } from 'react';
import type { SharingTest as TestResult } from '../../../server/contract/delivery-calls.ts';
import { addressSchema } from '../../../server/contract/directory.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { InlineForm } from '../../parts/inline-form.tsx';
import { Note } from '../../parts/note.tsx';
import { Transcript } from '../../parts/transcript.tsx';
import { useConsole } from '../../state/console-context.tsx';
import { sharingText } from '../../text/en/sharing.ts';
import { hostName } from './use-sharing-hosts.ts';

const words = sharingText;
type Result =
  | { readonly kind: 'answered'; readonly address: string; readonly test: TestResult }
  | { readonly kind: 'failed'; readonly because: string };

/** Asks every server about one address, and shows what each of them said. */
export function SharingTest() {
  const console = useConsole();
  const [isAsking, startAsking] = useTransition();
  const [result, setResult] = useState<Result | null>(null);
  return (
    <div className="card-section">
      <h3>{words.test}</h3>
      <InlineForm
        schema={addressSchema}
        field="address"
        onSubmit={(address) => {
          startAsking(async () => {
            try {
              setResult({
                kind: 'answered',
                address,
                test: await console.call('domainSharing.test', address),
              });
            } catch (error) {
              setResult({ kind: 'failed', because: error instanceof Error ? error.message : String(error) });
            }
          });
        }}
      >
        <Field name="address" label={words.address} help={words.testHelp} />
        <Button type="submit">{isAsking ? words.asking : words.ask}</Button>
      </InlineForm>
      <div role="status" className="stack">
        {result?.kind === 'failed' && <Note kind="error">{result.because}</Note>}
        {result?.kind === 'answered' && <Answered address={result.address} test={result.test} />}
      </div>
    </div>
  );
}

function Answered({ address, test }: { readonly address: string; readonly test: TestResult }) {
  return (
    <>
      <Outcome address={address} answer={test.answer} />
      {test.hosts.map((host) => (
        <div key={hostName(host)} className="stack">
          <p className="badge-line">
            <span className={`badge badge-${BADGES[host.answer]}`}>{words.hostAnswers[host.answer]}</span>
            <code>{hostName(host)}</code>
            <span className="quiet">{host.detail}</span>
          </p>
          {host.transcript.length > 0 && (
            <Transcript label={`${words.conversation}: ${hostName(host)}`} lines={host.transcript} />
          )}
        </div>
      ))}
    </>
  );
}

const BADGES = { found: 'good', 'not-found': 'quiet', error: 'error' } as const;

function Outcome({
  address,
  answer,
}: {
  readonly address: string;
  readonly answer: TestResult['answer'];
}): ReactNode {
  switch (answer.kind) {
    case 'found':
      return <Note kind="good">{words.outcomes.found(address, answer.host)}</Note>;
    case 'error':
      return <Note kind="warning">{words.outcomes.error(address)}</Note>;
    case 'not-found':
    case 'not-set-up':
    case 'not-asked':
      return <Note kind="info">{words.outcomes[answer.kind](address)}</Note>;
  }
}
