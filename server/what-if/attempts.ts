import { formatAddress } from '../contract/address.ts';
import type { MailFacts } from '../contract/facts.ts';
import type { JudgedStep } from '../contract/session-log.ts';
import type { ViolatedFinding } from '../contract/verdict.ts';
import type { StepOutcome } from './judge-session.ts';

/**
 * What a session tried, one thing at a time: each recipient of a message, a MAIL that no recipient followed, each AUTH.
 * Its fate is decided by up to three steps: MAIL, RCPT and the message.
 */
export interface Attempt {
  /** The index of its own step, and of the message that the recipient was to get; null where none was sent. */
  readonly at: number;
  readonly message: number | null;
  readonly kind: 'auth' | 'mail';
  /** The return-path, `<>` for the null one; of an AUTH that of the MAIL that followed, or null. */
  readonly sender: string | null;
  readonly account: string | null;
}

export interface Fate {
  readonly refusal: ViolatedFinding | null;
  /** Not refused, and all of it was seen: it is accepted. */
  readonly isComplete: boolean;
}

export function attemptsOf(steps: readonly JudgedStep[]): readonly Attempt[] {
  const attempts: Attempt[] = [];
  for (const [at, step] of steps.entries()) {
    if (step.stage === 'auth') attempts.push(authAt(at, steps));
    if (step.stage === 'mail' && steps[at + 1]?.stage !== 'rcpt')
      attempts.push({ ...mailOf(step.facts), at, message: null });
    if (step.stage === 'rcpt')
      attempts.push({ ...mailOf(step.facts.mail), at, message: messageAfter(at, steps) });
  }
  return attempts;
}

export function fateOf({ at, message }: Attempt, outcomes: readonly StepOutcome[]): Fate {
  const refusal = outcomes[at]?.refusal ?? (message === null ? null : outcomes[message]?.refusal) ?? null;
  return { refusal, isComplete: refusal === null && message !== null };
}

function authAt(at: number, steps: readonly JudgedStep[]): Attempt {
  const next = steps.find(({ stage }, index) => index > at && stage === 'mail');
  const { sender = null, account = null } = next?.stage === 'mail' ? mailOf(next.facts) : {};
  return { at, message: null, kind: 'auth', sender, account };
}

function mailOf({ returnPath, account }: MailFacts): Pick<Attempt, 'kind' | 'sender' | 'account'> {
  return {
    kind: 'mail',
    sender: returnPath === null ? '<>' : formatAddress(returnPath),
    account: account && formatAddress(account.address),
  };
}

/** The message of the transaction that the recipient belongs to. */
function messageAfter(recipient: number, steps: readonly JudgedStep[]): number | null {
  const next = steps.findIndex(
    ({ stage }, index) => index > recipient && stage !== 'rcpt' && stage !== 'auth',
  );
  return steps[next]?.stage === 'data' ? next : null;
}
