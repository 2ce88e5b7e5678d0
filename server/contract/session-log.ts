import type { AuthFacts, HeaderFacts, MailFacts, RecipientFacts } from './facts.ts';
import type { ListenerKind } from './settings.ts';
import type { RuleId, Verdict } from './verdict.ts';
import type { OptionPath } from './options.ts';

/**
 * - `running`: connected, nothing decided yet; `accepted`: a message was accepted;
 * - `blocked`: a rule of the policy, the Dynamic Screen or a failed sign-in refused something; in an outbound session
 *   another server did, for good;
 * - `deferred`: refused for now (4xx); `closed`: ended without a message.
 * A session with several outcomes shows the worst: blocked, deferred, accepted, closed.
 */
export const SESSION_RESULTS = ['running', 'accepted', 'blocked', 'deferred', 'closed'] as const;
export type SessionResult = (typeof SESSION_RESULTS)[number];

/** By which kind of listener a session came in; `outbound`: this server is the client. */
export type SessionKind = ListenerKind | 'outbound';

/** One row of the live log. Small: the transcript is fetched on selection. */
export interface SessionSummary {
  /**
   * The id that refusals carry in brackets: `4fk2`. Of the sessions in memory each has its own; over months an id comes
   * again, so that what names a session for ever is the id with `startedAt`.
   */
  readonly id: string;
  /** Grows by one with every change to any session; rows are merged by id, ordered by startedAt. */
  readonly revision: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly listener: string;
  readonly listenerKind: SessionKind;
  readonly port: number;
  readonly ip: string;
  readonly tls: string | null;
  readonly helo: string | null;
  readonly account: string | null;
  /** The last return-path, `<>` for the null one, null before MAIL. */
  readonly sender: string | null;
  /** At most three recipients; `recipientCount` has the number. */
  readonly recipients: readonly string[];
  readonly recipientCount: number;
  readonly messagesAccepted: number;
  readonly bytes: number;
  readonly result: SessionResult;
  /** What decided the result, when a refusal did. */
  readonly refusal: RefusalSummary | null;
  /** Rules in report mode that would have refused something in this session. */
  readonly wouldHaveBlocked: readonly RuleId[];
  /** Identical refused sessions that this row stands for, itself included. */
  readonly repeats: number;
}

export interface RefusalSummary {
  /** Null where no rule of the policy but the protocol, a limit or the storage refused. */
  readonly rule: RuleId | null;
  readonly option: OptionPath | null;
  /** A few words for the Reason column. */
  readonly reason: string;
  readonly because: string;
  readonly code: number;
  readonly enhanced: string;
}

export interface TranscriptLine {
  readonly at: number;
  readonly from: 'client' | 'server' | 'note';
  /** Masked at the source: no argument of AUTH, no password, no message content. */
  readonly text: string;
}

/** One judged step, with the revision of the policy it was judged by. */
export interface VerdictRow extends Verdict {
  readonly at: number;
  readonly policyRevision: number;
  /** What was judged: the command without secrets, or "From: header". */
  readonly subject: string;
}

/** What a step was judged on, so that it can be judged again under other settings. Facts hold no secrets. */
export type JudgedStep =
  | { readonly stage: 'auth'; readonly facts: AuthFacts }
  | { readonly stage: 'mail'; readonly facts: MailFacts }
  | { readonly stage: 'rcpt'; readonly facts: RecipientFacts }
  | { readonly stage: 'data'; readonly facts: HeaderFacts };

export interface SessionDetail extends SessionSummary {
  readonly transcript: readonly TranscriptLine[];
  /** Lines that the cap on a session's transcript cut. */
  readonly transcriptOmitted: number;
  readonly verdicts: readonly VerdictRow[];
}
