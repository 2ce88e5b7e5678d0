import { z } from 'zod';
import {
  addressSchema,
  trustedNetworkSchema,
  whiteListEntrySchema,
  type CommentedNetwork,
  type WhiteListEntry,
} from './directory.ts';
import { isRange, logCursorSchema, NO_RANGE, timeSchema, type LogCursor } from './log-history.ts';
import type { RefusalSummary } from './session-log.ts';
import { ipSchema, networkSchema, type OptionSettings } from './settings.ts';
import { optionsChangeSchema } from './setup-document.ts';
import type { Stage, Verdict } from './verdict.ts';

/**
 * Any change tried before it is made: what was recorded is judged again under a draft, by the policy itself.
 *
 * Every step is judged twice, under what is in force now and under the draft, as if it came now: what differs is what
 * the draft changes, and nothing else. What was answered then is history: where options or lists have changed since, it
 * would be another difference, and it is told apart from this one (`changedSince`, `recorded`).
 *
 * Facts that the draft's lists decide are taken anew: the client's ranges and the white list entry. What was never
 * gathered is not guessed: where the difference depends on it, the step counts as not known.
 *
 * Sessions are judged one by one. What one would have changed for the next is not followed: a network that is blocked,
 * an account that is frozen, what it has sent so far (`notFollowed`).
 */

/** What would be changed; absent keys stay as they are, a list that is given replaces that list. */
export const policyDraftSchema = z.strictObject({
  options: optionsChangeSchema.partial().optional(),
  whiteList: z.array(whiteListEntrySchema).max(20_000).optional(),
  localIps: z.array(networkSchema).max(5000).optional(),
  trustedIps: z.array(trustedNetworkSchema).max(5000).optional(),
});
export type PolicyDraft = z.infer<typeof policyDraftSchema>;

/** What a draft can change, whole: what is in force now, or would be. */
export interface JudgedPolicy {
  readonly options: OptionSettings;
  readonly whiteList: readonly WhiteListEntry[];
  readonly localIps: readonly string[];
  readonly trustedIps: readonly CommentedNetwork[];
}

/** Sessions of one sender for which the draft makes the same difference. */
export interface WhatIfGroup {
  /** The return-path, `<>` for the null one; null where the session ended before MAIL. */
  readonly sender: string | null;
  readonly account: string | null;
  /** The clients' addresses, at most three. */
  readonly ips: readonly string[];
  readonly sessions: number;
  /** What is counted within them: each recipient of a message, a MAIL that was never followed by one, each AUTH. */
  readonly steps: number;
  /** What refuses them: under the draft where they are newly blocked, by what is in force now where they are let in. */
  readonly refusal: RefusalSummary;
  /** Newly let in, and of some nobody knows how far: what the client would have sent next was never seen. */
  readonly furtherUnknown: boolean;
  /** The newest of them, for the link into the log. */
  readonly newest: LogCursor;
}

export interface WhatIfReport {
  /** What was judged: from this time on, so many sessions and steps. Later than asked where the search was bounded. */
  readonly judgedBackTo: number;
  readonly sessions: number;
  readonly steps: number;
  /** Most sessions first, at most 200 groups each. */
  readonly newlyBlocked: readonly WhatIfGroup[];
  readonly newlyLetIn: readonly WhatIfGroup[];
  /** Sessions that would still be refused, but by another rule. */
  readonly otherwiseBlocked: number;
  /** Sums over all groups, those left out included. A session with several messages can be in both. */
  readonly newlyBlockedSessions: number;
  readonly newlyLetInSessions: number;
  /** Sessions of which it is not known whether the draft makes a difference. */
  readonly notKnown: number;
  /** Sessions that what is in force now judges otherwise than they were answered: something has changed since. */
  readonly changedSince: number;
  /** What would follow for later sessions, and is not counted. */
  readonly notFollowed: readonly NotFollowed[];
}

/** Under the draft, networks would be blocked, or accounts frozen, that are not under what is in force now. */
export type NotFollowed = 'networks-blocked' | 'accounts-frozen';

/** One step of a session, judged again. */
export interface WhatIfStep {
  readonly stage: Stage;
  readonly subject: string;
  /** As it was answered then; null where the step passed. */
  readonly recorded: RefusalSummary | null;
  /** Under what is in force now, and under the draft: null where it passes, or what has stopped the client before. */
  readonly before: RefusalSummary | null;
  readonly after: RefusalSummary | null;
  /** Whether it passes under the draft depends on what was never gathered; `after` is what it would be if not. */
  readonly isKnown: boolean;
}

/** One session judged again, step by step. */
export interface WhatIfSession {
  readonly steps: readonly WhatIfStep[];
  /** One sentence: what would have become of the session. */
  readonly summary: string;
  /** The difference between what is in force now and the draft. `not-known`: what was judged is not kept, or not enough. */
  readonly result: 'same' | 'let-in' | 'blocked' | 'blocked-otherwise' | 'not-known';
  /** It is let in, but what the client would have sent next was never seen. */
  readonly furtherUnknown: boolean;
}

/** A session that has not happened: who connects, signs in and sends what to whom. */
export const probeSchema = z.strictObject({
  /** The name of a listener of the SMTP kind. */
  listener: z.string().min(1).max(32),
  ip: ipSchema,
  /** The account that has signed in, or null. */
  account: addressSchema.nullable(),
  /** Null for the null return-path. */
  returnPath: addressSchema.nullable(),
  recipient: addressSchema,
  /**
   * The whole From: field, such as `Anna <anna@office.example>`; a line break begins another header field, as it does in
   * a message. Empty: a message without one. Null stops the test before the message.
   */
  fromField: z.string().max(2000).nullable(),
  draft: policyDraftSchema.optional(),
});
export type Probe = z.infer<typeof probeSchema>;

export interface ProbeStep {
  /** `MAIL FROM:<a@b>`: what the client would send; nothing of it reaches a network. */
  readonly subject: string;
  readonly verdict: Verdict;
  /**
   * Exactly what the client would hear: `530 5.7.0 Authentication required ...`; `250 2.1.0 ...` where it passes. Dots
   * stand for the ids of a session and of a message: `[....]`.
   */
  readonly reply: string;
}

export interface ProbeResult {
  /** Up to the first refusal. */
  readonly steps: readonly ProbeStep[];
  readonly accepted: boolean;
  /** One sentence for the administrator. */
  readonly summary: string;
  /** What a real session would have asked and this test did not: other servers, DNS; and what it took for an answer. */
  readonly notAsked: readonly string[];
}

export interface WhatIfCalls {
  /** Milliseconds since 1970, `from` until before `to`; at most 93 days. */
  'whatIf.judge': (draft: PolicyDraft, from: number, to: number) => WhatIfReport;
  'whatIf.session': (session: LogCursor, draft: PolicyDraft) => WhatIfSession;
  'whatIf.probe': (probe: Probe) => ProbeResult;
}

export const WHAT_IF_ARGUMENTS = {
  'whatIf.judge': z
    .tuple([policyDraftSchema, timeSchema, timeSchema])
    .refine(([, from, to]) => isRange(from, to), NO_RANGE),
  'whatIf.session': z.tuple([logCursorSchema, policyDraftSchema]),
  'whatIf.probe': z.tuple([probeSchema]),
};
