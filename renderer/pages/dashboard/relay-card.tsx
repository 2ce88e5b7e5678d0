import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { RelayTest } from '../../../server/contract/health.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Note } from '../../parts/note.tsx';
import { Moment } from '../../parts/time.tsx';
import { Transcript } from '../../parts/transcript.tsx';
import { useConsole } from '../../state/console-context.tsx';
import { logAddress } from '../../state/log-address.ts';
import { dashboardText as words } from '../../text/en/dashboard.ts';

const BADGES = { refused: 'good', accepted: 'error', 'not-possible': 'warning' } as const;
/** By this name the test introduces itself, and the log finds it. */
const HELLO = 'relay-test.invalid';

/** Whether strangers can send through this server: the last test, its conversation, and a new one at a press. */
export function RelayCard({ test, now }: { readonly test: RelayTest | null; readonly now: number }) {
  const console = useConsole();
  const queries = useQueryClient();
  const [isTesting, setTesting] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const run = async (): Promise<void> => {
    setTesting(true);
    setFailure(null);
    try {
      await console.call('health.testRelay');
      await queries.invalidateQueries({ queryKey: ['health.get'] });
    } catch (cause) {
      setFailure(cause instanceof Error ? cause.message : String(cause));
    } finally {
      setTesting(false);
    }
  };
  return (
    <Card
      title={words.relay}
      actions={
        <Button isDisabled={isTesting} onPress={() => void run()}>
          {isTesting ? words.relayTesting : test === null ? words.relayTest : words.relayAgain}
        </Button>
      }
    >
      <p className="card-lead">{words.relayLead}</p>
      <div className="card-body">
        <div role="status">
          {test === null ? (
            <p className="quiet">{words.relayNever}</p>
          ) : (
            <p className="badge-line">
              <span className={`badge badge-${BADGES[test.result]}`}>{words.relayResults[test.result]}</span>
              <span>{test.detail}</span>
              <span className="quiet">
                <Moment at={test.at} now={Math.max(now, test.at)} />
              </span>
            </p>
          )}
        </div>
        {failure !== null && (
          <Note kind="error" isAlert>
            {failure}
          </Note>
        )}
        {test !== null && test.transcript.length > 0 && (
          <details>
            <summary>{words.relayTranscript}</summary>
            <Transcript label={words.relayTranscript} lines={test.transcript} />
            <Link href={logAddress({ text: HELLO })}>{words.relayInLog}</Link>
          </details>
        )}
      </div>
    </Card>
  );
}
