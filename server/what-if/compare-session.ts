import type { JudgedStep } from '../contract/session-log.ts';
import type { ViolatedFinding } from '../contract/verdict.ts';
import type { NotFollowed } from '../contract/what-if.ts';
import { attemptsOf, fateOf, type Attempt, type Fate } from './attempts.ts';
import { judgeSession, type JudgedSession, type StepOutcome } from './judge-session.ts';
import { possibleWorlds, type Comparison, type PossibleWorld } from './possible-world.ts';
import type { PolicyInQuestion } from './policy-in-question.ts';

/** What the draft does to one attempt of a session: to a recipient of a message, a MAIL, an AUTH. */
export type Difference =
  | { readonly kind: 'same' | 'not-known' }
  | { readonly kind: 'blocked'; readonly by: ViolatedFinding }
  | { readonly kind: 'blocked-otherwise'; readonly before: ViolatedFinding; readonly by: ViolatedFinding }
  /** `isComplete`: it would have been accepted; else what would have come next was never seen. */
  | { readonly kind: 'let-in'; readonly before: ViolatedFinding; readonly isComplete: boolean };

/** One step under both policies. */
export interface ComparedStep {
  readonly before: StepOutcome;
  readonly after: StepOutcome;
  /** In every possible world the draft lets it pass, or in every one it does not. */
  readonly isKnown: boolean;
}

export interface ComparedSession {
  readonly attempts: readonly Attempt[];
  /** One for each attempt. */
  readonly differences: readonly Difference[];
  /** One for each step. */
  readonly steps: readonly ComparedStep[];
  readonly notFollowed: ReadonlySet<NotFollowed>;
}

interface JudgedTwice {
  readonly before: JudgedSession;
  readonly after: JudgedSession;
  readonly differences: readonly Difference[];
}

/** A session under what is in force now and under the draft. */
export function compareSession(steps: readonly JudgedStep[], comparison: Comparison): ComparedSession {
  const attempts = attemptsOf(steps);
  const [usual, ...others] = possibleWorlds(steps, comparison).map((world) =>
    judgeTwice(steps, attempts, world, comparison),
  );
  if (usual === undefined) throw new Error('there is no possible world');
  return {
    attempts,
    differences: usual.differences.map((difference, index) =>
      others.every((world) => world.differences[index]?.kind === difference.kind)
        ? difference
        : { kind: 'not-known' },
    ),
    steps: usual.after.outcomes.map((after, index) => ({
      before: usual.before.outcomes[index] ?? after,
      after,
      isKnown: others.every((world) => passes(world.after.outcomes[index]) === passes(after)),
    })),
    notFollowed: notFollowedIn(usual),
  };
}

function judgeTwice(
  steps: readonly JudgedStep[],
  attempts: readonly Attempt[],
  world: PossibleWorld,
  { now, draft, sharesDomains }: Comparison,
): JudgedTwice {
  const minutesNow = now.options.popBeforeSmtp.minutes;
  const judge = (policy: PolicyInQuestion): JudgedSession =>
    judgeSession(steps, { policy, world, sharesDomains, minutesNow });
  const before = judge(now);
  const after = judge(draft);
  const mayHaveSignedIn = firstAuthLetIn(steps, before, after);
  const differences = attempts.map((attempt): Difference => {
    // What it would have sent once signed in was never seen.
    if (attempt.at > mayHaveSignedIn && attempt.kind === 'mail' && attempt.account === null)
      return { kind: 'not-known' };
    return differenceOf(fateOf(attempt, before.outcomes), fateOf(attempt, after.outcomes));
  });
  return { before, after, differences };
}

/** The first AUTH that is refused now and passes under the draft. */
function firstAuthLetIn(steps: readonly JudgedStep[], before: JudgedSession, after: JudgedSession): number {
  const found = steps.findIndex(
    ({ stage }, index) =>
      stage === 'auth' && !passes(before.outcomes[index]) && passes(after.outcomes[index]),
  );
  return found < 0 ? Infinity : found;
}

function passes(outcome: StepOutcome | undefined): boolean {
  return outcome?.refusal === null;
}

function differenceOf(before: Fate, after: Fate): Difference {
  if (before.refusal === null)
    return after.refusal === null ? { kind: 'same' } : { kind: 'blocked', by: after.refusal };
  if (after.refusal === null) return { kind: 'let-in', before: before.refusal, isComplete: after.isComplete };
  return before.refusal.rule === after.refusal.rule
    ? { kind: 'same' }
    : { kind: 'blocked-otherwise', before: before.refusal, by: after.refusal };
}

function notFollowedIn({ before, after }: JudgedTwice): ReadonlySet<NotFollowed> {
  const has = ({ effects }: JudgedSession, kind: 'screen-network' | 'freeze-account'): boolean =>
    effects.some((effect) => effect.kind === kind);
  const found = new Set<NotFollowed>();
  if (has(after, 'screen-network') && !has(before, 'screen-network')) found.add('networks-blocked');
  if (has(after, 'freeze-account') && !has(before, 'freeze-account')) found.add('accounts-frozen');
  return found;
}
