import type { RuleId, ViolatedFinding } from '../contract/verdict.ts';
import type { RecordedSession } from '../log/recorded-session.ts';
import type { ComparedStep } from './compare-session.ts';

/**
 * Whether what is in force now would end the session otherwise than it ended: refused by another rule, or not at all.
 * A session that the protocol, a limit or a wrong password ended shows that and not a rule; then only a rule that
 * refuses today is another end.
 */
export function endsOtherwiseToday(
  { refusal }: Pick<RecordedSession, 'refusal'>,
  steps: readonly Pick<ComparedStep, 'before'>[],
): boolean {
  const today = ruleThatEnds(steps);
  const recorded = refusal?.rule ?? null;
  if (recorded === null) return today !== null;
  // The Dynamic Screen turned it away before anything was judged, or in the middle of a sign-in.
  return recorded !== 'dynamicScreen' && recorded !== today;
}

/** As a session's row names it: the first refusal for good, else the first for now. */
function ruleThatEnds(steps: readonly Pick<ComparedStep, 'before'>[]): RuleId | null {
  const refusals = steps.flatMap(({ before }) => (before.isOwn && before.refusal ? [before.refusal] : []));
  const deciding = refusals.find((refusal) => !isForNow(refusal)) ?? refusals[0];
  return deciding?.rule ?? null;
}

function isForNow({ reply: { code } }: ViolatedFinding): boolean {
  return code >= 400 && code < 500 && code !== 421;
}
