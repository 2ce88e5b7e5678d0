import { Check, CircleAlert, ShieldCheck, ShieldX, X } from 'lucide-react';
import { Link } from 'wouter';
import type { TestAttempt, TestMessage } from '../../../server/contract/first-run.ts';
import type { LogCursor } from '../../../server/contract/log-history.ts';
import { formatClock } from '../../parts/time.tsx';
import { logAddress } from '../../state/log-address.ts';
import { firstRunText } from '../../text/en/first-run.ts';

const words = firstRunText.try;

/** The way of the message, step by step. */
export function MessageResult({ message: { result, steps, session } }: { readonly message: TestMessage }) {
  const isGood = result === 'delivered';
  const Icon = isGood ? Check : CircleAlert;
  return (
    <section className={`try-result try-${isGood ? 'good' : 'bad'}`} aria-label={words.message}>
      <h3>
        <Icon size={17} aria-hidden />
        {words.message}
        <span className={`badge badge-${isGood ? 'good' : 'error'}`}>{words.messageResults[result]}</span>
      </h3>
      <ol className="try-steps">
        {steps.map(({ text, ok }) => (
          <li key={text}>
            {ok ? <Check size={14} aria-hidden /> : <X size={14} aria-hidden />}
            {text}
          </li>
        ))}
      </ol>
      <SessionLink session={session} label={words.openMessage} />
    </section>
  );
}

/** The refusal as the log has it. */
export function AttemptResult({
  sender,
  attempt: { result, reply, session },
}: {
  readonly sender: string;
  readonly attempt: TestAttempt;
}) {
  const isGood = result === 'blocked';
  const Icon = isGood ? ShieldCheck : ShieldX;
  return (
    <section className={`try-result try-${isGood ? 'good' : 'bad'}`} aria-label={words.attempt}>
      <h3>
        <Icon size={17} aria-hidden />
        {words.attempt}
        <span className={`badge badge-${isGood ? 'good' : 'error'}`}>{words.attemptResults[result]}</span>
        {session && <span className="quiet">{formatClock(session.startedAt)}</span>}
      </h3>
      <p>{words.attemptText(sender)}</p>
      <p>
        {words.reply}: <code>{reply}</code>
      </p>
      {result === 'let-in' && <p>{words.letIn}</p>}
      <SessionLink session={session} label={words.openLog} />
    </section>
  );
}

function SessionLink({ session, label }: { readonly session: LogCursor | null; readonly label: string }) {
  if (session === null) return null;
  return (
    <p>
      <Link href={logAddress({ session: session.id, at: session.startedAt })}>{label}</Link>
    </p>
  );
}
