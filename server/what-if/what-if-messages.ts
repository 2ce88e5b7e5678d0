import type { JudgedPolicy, WhatIfReport } from '../contract/what-if.ts';
import type { RecordedSession } from '../log/recorded-session.ts';

/** What the server's thread and the one that judges again say to each other. Plain data: it is cloned on the way. */

/** The two policies that are compared. */
export interface PolicyChange {
  readonly now: JudgedPolicy;
  readonly draft: JudgedPolicy;
  /** Domain Sharing is set up. */
  readonly sharesDomains: boolean;
}

/** What the thread is started with. */
export interface WhatIfTask {
  readonly folder: string;
  readonly change: PolicyChange;
  /** Milliseconds since 1970: from this time until before that one, judged as if they came now. */
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

export type ToWhatIf =
  /** Sessions that are in memory only, a few at a time. */
  | { readonly kind: 'sessions'; readonly sessions: readonly RecordedSession[] }
  /** Those were all; the stored ones are the thread's to read. */
  | { readonly kind: 'judge' };

export type FromWhatIf =
  | { readonly kind: 'report'; readonly report: WhatIfReport }
  | { readonly kind: 'failed'; readonly cause: string }
  | { readonly kind: 'damaged'; readonly day: string };
