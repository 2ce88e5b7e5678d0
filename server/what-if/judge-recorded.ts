import type { WhatIfReport } from '../contract/what-if.ts';
import type { RecordedSession } from '../log/recorded-session.ts';
import { compareSession } from './compare-session.ts';
import { DifferenceTally } from './difference-tally.ts';
import { policyInQuestion } from './policy-in-question.ts';
import type { Comparison } from './possible-world.ts';
import type { PolicyChange, WhatIfTask } from './what-if-messages.ts';

/** What judging again may cost: then the report says how far back it got. */
export interface JudgingLimits {
  readonly sessions: number;
  readonly ms: number;
}

export const JUDGING_LIMITS: JudgingLimits = { sessions: 300_000, ms: 20_000 };

export interface JudgingPorts {
  /** The sessions of the stored days, newest first, until `take` has had enough. */
  readonly eachStored: (from: number, to: number, take: (session: RecordedSession) => boolean) => void;
  /** A clock that only goes on, in milliseconds. */
  readonly elapsed: () => number;
}

/** `now`: milliseconds since 1970. */
export function comparisonOf({ now, draft, sharesDomains }: PolicyChange, at: number): Comparison {
  return { now: policyInQuestion(now, at), draft: policyInQuestion(draft, at), sharesDomains };
}

/** Every session of the time given, those in memory first, under what is in force now and under the draft. */
export function judgeRecorded(
  { change, from, to, now }: Omit<WhatIfTask, 'folder'>,
  inMemory: readonly RecordedSession[],
  { eachStored, elapsed }: JudgingPorts,
  limits: JudgingLimits = JUDGING_LIMITS,
): WhatIfReport {
  const comparison = comparisonOf(change, now);
  const tally = new DifferenceTally();
  const endsAt = elapsed() + limits.ms;
  const seen = new Set<string>();
  const reached = { from };
  const judge = (session: RecordedSession): void => {
    tally.add(session, compareSession(session.steps, comparison));
  };
  for (const session of inMemory) {
    if (session.steps.length === 0 || session.startedAt < from || session.startedAt >= to) continue;
    seen.add(nameOf(session));
    judge(session);
  }
  eachStored(from, to, (session) => {
    if (tally.sessions >= limits.sessions || elapsed() >= endsAt) {
      reached.from = session.startedAt + 1;
      return false;
    }
    // What was still waiting to be written may have been by now.
    if (session.steps.length > 0 && !seen.has(nameOf(session))) judge(session);
    return true;
  });
  return tally.report(reached.from);
}

function nameOf({ id, startedAt }: RecordedSession): string {
  return `${id} ${String(startedAt)}`;
}
