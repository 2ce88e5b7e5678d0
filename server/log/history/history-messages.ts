import type { LogCursor, LogQuery, LogStats } from '../../contract/log-history.ts';
import type { OptionActivity } from '../../contract/option-activity.ts';
import type { SessionDetail, SessionSummary } from '../../contract/session-log.ts';
import type { LogSettings } from '../../contract/settings.ts';
import type { RecordedSession } from '../recorded-session.ts';
import type { EndedSession, RepeatedRow } from '../session-keeper.ts';
import type { ReportedEntry } from './reported-tally.ts';
import type { TallyEntry } from './tally.ts';

/** What the server's thread and the two threads of the log say to each other. Plain data: it is cloned on the way. */

/** What is written in one transaction: all of one day. */
export interface Batch {
  readonly day: string;
  readonly sessions: readonly EndedSession[];
  readonly repeats: readonly RepeatedRow[];
  /** Sessions that are not among `sessions`. */
  readonly tally: readonly TallyEntry[];
  /** Likewise. */
  readonly reported: readonly ReportedEntry[];
}

export type ToWriter =
  | { readonly kind: 'write'; readonly batch: Batch; readonly now: number }
  /** Deletes the days that are no longer kept. */
  | { readonly kind: 'tidy'; readonly now: number; readonly settings: LogSettings }
  /** A reader found the day's file damaged. */
  | { readonly kind: 'set-aside'; readonly day: string; readonly now: number }
  | { readonly kind: 'close' };

export type FromWriter =
  /** The answer to each `write`, one at a time. */
  | { readonly kind: 'written' }
  | {
      readonly kind: 'not-written';
      readonly cause: string;
      /** Whether the same batch may succeed later: the disk is full, the folder cannot be written. */
      readonly mayRetry: boolean;
    }
  | { readonly kind: 'tidied'; readonly isFull: boolean }
  | { readonly kind: 'was-set-aside'; readonly day: string; readonly fileName: string }
  | { readonly kind: 'trouble'; readonly step: string; readonly cause: string };

/** A stored session and its place. */
export interface FoundSession {
  readonly key: number;
  readonly session: SessionSummary;
}

export interface SearchRequest {
  readonly query: LogQuery;
  /** Where the session of `query.before` is only known to the server's thread: its key. */
  readonly beforeKey: number | null;
  readonly limit: number;
}

/** Everything from here on was looked at. */
export interface StopPoint extends LogCursor {
  readonly key: number;
}

export interface SearchAnswer {
  /** The key before which the page begins. */
  readonly before: number;
  /** Newest first. */
  readonly found: readonly FoundSession[];
  /** How far it got, where there is more to look at; null at the end. */
  readonly stoppedAt: StopPoint | null;
}

/** What the reading thread is asked. */
export interface ReaderCalls {
  search(request: SearchRequest): SearchAnswer;
  /** Null where no stored day has it. */
  find(id: string, startedAt: number | null): SessionDetail | null;
  stats(from: number, to: number): LogStats;
  activity(from: number, to: number): readonly OptionActivity[];
  /** Null where no stored day has it; without steps where they were not kept. */
  recorded(id: string, startedAt: number): RecordedSession | null;
}
export type ReaderCall = keyof ReaderCalls;

export interface ToReader {
  readonly number: number;
  readonly name: ReaderCall;
  readonly args: readonly unknown[];
}

export type FromReader =
  | { readonly kind: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly number: number; readonly cause: string }
  | { readonly kind: 'damaged'; readonly day: string };

/** What a thread is started with. */
export interface LogWorkerTask {
  readonly kind: 'write' | 'read';
  readonly folder: string;
}
