import { z } from 'zod';
import { addressSchema, trustedNetworkSchema, whiteListEntrySchema } from './directory.ts';
import { logCursorSchema, type LogCursor } from './log-history.ts';
import type { RefusalSummary } from './session-log.ts';
import { ipSchema, networkSchema } from './settings.ts';
import { optionsChangeSchema } from './setup-document.ts';
import type { Stage, Verdict } from './verdict.ts';

/** Any change tried before it is made: what was recorded is judged again under a draft, by the policy itself. */

/** What would be changed; absent keys stay as they are, a list that is given replaces that list. */
export const policyDraftSchema = z.strictObject({
  options: optionsChangeSchema.partial().optional(),
  whiteList: z.array(whiteListEntrySchema).max(20_000).optional(),
  localIps: z.array(networkSchema).max(5000).optional(),
  trustedIps: z.array(trustedNetworkSchema).max(5000).optional(),
});
export type PolicyDraft = z.infer<typeof policyDraftSchema>;

/** Sessions of one sender for which the draft makes the same difference. */
export interface WhatIfGroup {
  /** The return-path, `<>` for the null one. */
  readonly sender: string;
  readonly account: string | null;
  /** The clients' addresses, at most three. */
  readonly ips: readonly string[];
  readonly sessions: number;
  /** Messages or steps within them whose outcome differs. */
  readonly steps: number;
  /** What refuses them: under the draft where they are newly blocked, as recorded where they are newly let in. */
  readonly refusal: RefusalSummary;
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
  /** Would still be refused, but by another rule. */
  readonly otherwiseBlocked: number;
  /** Sums over all groups, those left out included. */
  readonly newlyBlockedSessions: number;
  readonly newlyLetInSessions: number;
}

/** One session judged again, step by step. */
export interface WhatIfSession {
  readonly steps: readonly {
    readonly stage: Stage;
    readonly subject: string;
    /** As recorded, or null where the step passed. */
    readonly before: RefusalSummary | null;
    readonly after: RefusalSummary | null;
  }[];
  /** One sentence: what would have become of the session. */
  readonly summary: string;
  readonly result: 'same' | 'let-in' | 'blocked' | 'blocked-otherwise';
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
  /** The whole From: field, such as `Anna <anna@office.example>`. Null stops the test before the message. */
  fromField: z.string().max(2000).nullable(),
  draft: policyDraftSchema.optional(),
});
export type Probe = z.infer<typeof probeSchema>;

export interface ProbeStep {
  /** `MAIL FROM:<a@b>`: what the client would send; nothing of it reaches a network. */
  readonly subject: string;
  readonly verdict: Verdict;
  /** Exactly what the client would hear: `530 5.7.0 Authentication required ...`; `250 2.1.0 ...` where it passes. */
  readonly reply: string;
}

export interface ProbeResult {
  /** Up to the first refusal. */
  readonly steps: readonly ProbeStep[];
  readonly accepted: boolean;
  /** One sentence for the administrator. */
  readonly summary: string;
  /** What a real session would have asked and this test did not: other servers, DNS. */
  readonly notAsked: readonly string[];
}

export interface WhatIfCalls {
  /** Milliseconds since 1970, `from` until before `to`; at most 93 days. */
  'whatIf.judge': (draft: PolicyDraft, from: number, to: number) => WhatIfReport;
  'whatIf.session': (session: LogCursor, draft: PolicyDraft) => WhatIfSession;
  'whatIf.probe': (probe: Probe) => ProbeResult;
}

const timeArgument = z.int().min(0).max(8_640_000_000_000_000);

export const WHAT_IF_ARGUMENTS = {
  'whatIf.judge': z.tuple([policyDraftSchema, timeArgument, timeArgument]),
  'whatIf.session': z.tuple([logCursorSchema, policyDraftSchema]),
  'whatIf.probe': z.tuple([probeSchema]),
};
