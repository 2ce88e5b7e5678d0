import type { RefusalSummary, VerdictRow } from '../contract/session-log.ts';
import type { WhatIfSession, WhatIfStep } from '../contract/what-if.ts';
import type { RecordedSession } from '../log/recorded-session.ts';
import { refusalOf } from '../log/refusal-of.ts';
import { endsOtherwiseToday } from './changed-since.ts';
import { compareSession, type ComparedSession, type Difference } from './compare-session.ts';
import type { StepOutcome } from './judge-session.ts';
import type { Comparison } from './possible-world.ts';
import { stepSubject } from './step-subject.ts';

type LetIn = Extract<Difference, { kind: 'let-in' }>;

/** One session under what is in force now and under the draft. `verdicts`: as they were given then. */
export function judgeOneSession(
  session: RecordedSession,
  verdicts: readonly VerdictRow[],
  comparison: Comparison,
): WhatIfSession {
  if (session.steps.length === 0) return nothingToJudge(session);
  const compared = compareSession(session.steps, comparison);
  const given = verdicts.filter(({ stage }) => stage !== 'connect');
  const { result, letIn } = resultOf(compared);
  return {
    steps: session.steps.map((step, index): WhatIfStep => {
      const { before, after, isKnown } = compared.steps[index] ?? UNTOUCHED;
      const recorded = given[index]?.refusal ?? null;
      return {
        stage: step.stage,
        subject: stepSubject(step),
        recorded: recorded && refusalOf(recorded),
        before: summaryOf(before),
        after: summaryOf(after),
        isKnown,
      };
    }),
    summary: sayResult(result, letIn, session, compared),
    result,
    furtherUnknown: letIn !== null && !letIn.isComplete,
  };
}

const UNTOUCHED = {
  before: { refusal: null, isOwn: false },
  after: { refusal: null, isOwn: false },
  isKnown: true,
} as const;

function nothingToJudge({ refusal }: RecordedSession): WhatIfSession {
  const summary =
    refusal?.rule === 'dynamicScreen'
      ? 'The Dynamic Screen turned it away before anything else was judged, so nothing is known of what it would have sent.'
      : 'What was judged in this session is not kept, so it cannot be judged again.';
  return { steps: [], summary, result: 'not-known', furtherUnknown: false };
}

/** What matters most to whoever asks: that something would be blocked, then that something would be let in. */
function resultOf({ differences }: ComparedSession): {
  readonly result: WhatIfSession['result'];
  readonly letIn: LetIn | null;
} {
  const letIn = differences.find((one) => one.kind === 'let-in') ?? null;
  if (differences.some(({ kind }) => kind === 'blocked')) return { result: 'blocked', letIn: null };
  if (letIn !== null) return { result: 'let-in', letIn };
  if (differences.some(({ kind }) => kind === 'blocked-otherwise'))
    return { result: 'blocked-otherwise', letIn: null };
  if (differences.some(({ kind }) => kind === 'not-known')) return { result: 'not-known', letIn: null };
  return { result: 'same', letIn: null };
}

function sayResult(
  result: WhatIfSession['result'],
  letIn: LetIn | null,
  session: RecordedSession,
  { differences, steps }: ComparedSession,
): string {
  const since = endsOtherwiseToday(session, steps)
    ? ' Settings have changed since it came: today it would end otherwise already, without this change.'
    : '';
  switch (result) {
    case 'blocked': {
      const found = differences.find((one) => one.kind === 'blocked');
      return `It would be blocked.${found ? ` ${refusalOf(found.by).because}` : ''}${since}`;
    }
    case 'let-in':
      return letIn?.isComplete === true
        ? `It would be accepted.${since}`
        : `It would come further. What the client would have sent next was never seen, so that another rule may still refuse it.${since}`;
    case 'blocked-otherwise': {
      const found = differences.find((one) => one.kind === 'blocked-otherwise');
      return `It would still be blocked, but by another rule.${found ? ` ${refusalOf(found.by).because}` : ''}${since}`;
    }
    case 'not-known':
      return `It is not known what would become of it: it depends on something that was never looked up.${since}`;
    case 'same':
      return `It would make no difference to this session.${since}`;
  }
}

function summaryOf({ refusal }: StepOutcome): RefusalSummary | null {
  return refusal && refusalOf(refusal);
}
