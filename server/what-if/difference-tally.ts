import type { LogCursor } from '../contract/log-history.ts';
import type { ViolatedFinding } from '../contract/verdict.ts';
import type { NotFollowed, WhatIfGroup, WhatIfReport } from '../contract/what-if.ts';
import type { RecordedSession } from '../log/recorded-session.ts';
import { refusalOf } from '../log/refusal-of.ts';
import type { Attempt } from './attempts.ts';
import { endsOtherwiseToday } from './changed-since.ts';
import type { ComparedSession, Difference } from './compare-session.ts';

const LISTED_GROUPS = 200;
/** Groups that are told apart; under a flood of made-up senders the rest is only counted. */
const KEPT_GROUPS = 50_000;
const LISTED_IPS = 3;

interface Group {
  readonly sender: string | null;
  readonly account: string | null;
  readonly ips: Set<string>;
  sessions: number;
  steps: number;
  readonly refusal: ViolatedFinding;
  furtherUnknown: boolean;
  newest: LogCursor;
}

/** One direction of the difference, by sender. */
class Groups {
  readonly #groups = new Map<string, Group>();
  sessions = 0;

  /** What one session adds: the attempts of one direction. */
  add(session: RecordedSession, changed: readonly Changed[]): void {
    if (changed.length === 0) return;
    this.sessions++;
    const seen = new Set<Group>();
    for (const { attempt, refusal, furtherUnknown } of changed) {
      const group = this.#groupOf(attempt, refusal, session);
      if (!group) continue;
      if (!seen.has(group)) group.sessions++;
      seen.add(group);
      group.steps++;
      group.furtherUnknown ||= furtherUnknown;
      if (group.ips.size < LISTED_IPS) group.ips.add(session.ip);
      if (session.startedAt > group.newest.startedAt) group.newest = placeOf(session);
    }
  }

  list(): readonly WhatIfGroup[] {
    return [...this.#groups.values()]
      .sort((one, other) => other.sessions - one.sessions || other.newest.startedAt - one.newest.startedAt)
      .slice(0, LISTED_GROUPS)
      .map(({ ips, refusal, ...group }) => ({ ...group, ips: [...ips], refusal: refusalOf(refusal) }));
  }

  #groupOf(
    { sender, account }: Attempt,
    refusal: ViolatedFinding,
    session: RecordedSession,
  ): Group | undefined {
    const key = JSON.stringify([sender, account, refusal.rule, refusal.option]);
    const known = this.#groups.get(key);
    if (known || this.#groups.size >= KEPT_GROUPS) return known;
    const group: Group = {
      sender,
      account,
      ips: new Set(),
      sessions: 0,
      steps: 0,
      refusal,
      furtherUnknown: false,
      newest: placeOf(session),
    };
    this.#groups.set(key, group);
    return group;
  }
}

interface Changed {
  readonly attempt: Attempt;
  readonly refusal: ViolatedFinding;
  readonly furtherUnknown: boolean;
}

/** Adds up what a draft does to many sessions. */
export class DifferenceTally {
  readonly #blocked = new Groups();
  readonly #letIn = new Groups();
  readonly #notFollowed = new Set<NotFollowed>();
  #sessions = 0;
  #steps = 0;
  #otherwise = 0;
  #notKnown = 0;
  #changedSince = 0;

  add(session: RecordedSession, { attempts, differences, steps, notFollowed }: ComparedSession): void {
    this.#sessions++;
    this.#steps += steps.length;
    const has = (kind: Difference['kind']): boolean => differences.some((one) => one.kind === kind);
    if (has('blocked-otherwise')) this.#otherwise++;
    if (has('not-known')) this.#notKnown++;
    if (endsOtherwiseToday(session, steps)) this.#changedSince++;
    for (const what of notFollowed) this.#notFollowed.add(what);
    const changed = attempts.map((attempt, index) => ({ attempt, difference: differences[index] }));
    this.#blocked.add(
      session,
      changed.flatMap(({ attempt, difference }) =>
        difference?.kind === 'blocked' ? { attempt, refusal: difference.by, furtherUnknown: false } : [],
      ),
    );
    this.#letIn.add(
      session,
      changed.flatMap(({ attempt, difference }) =>
        difference?.kind === 'let-in'
          ? { attempt, refusal: difference.before, furtherUnknown: !difference.isComplete }
          : [],
      ),
    );
  }

  get sessions(): number {
    return this.#sessions;
  }

  report(judgedBackTo: number): WhatIfReport {
    return {
      judgedBackTo,
      sessions: this.#sessions,
      steps: this.#steps,
      newlyBlocked: this.#blocked.list(),
      newlyLetIn: this.#letIn.list(),
      otherwiseBlocked: this.#otherwise,
      newlyBlockedSessions: this.#blocked.sessions,
      newlyLetInSessions: this.#letIn.sessions,
      notKnown: this.#notKnown,
      changedSince: this.#changedSince,
      notFollowed: [...this.#notFollowed],
    };
  }
}

function placeOf({ id, startedAt }: RecordedSession): LogCursor {
  return { id, startedAt };
}
