import { z } from 'zod';
import type { LogCursor } from './log-history.ts';
import type { OptionKey } from './options.ts';

/** What an option has done lately, and what it would have done where it only reports. */
export interface OptionActivity {
  readonly option: OptionKey;
  /** Sessions that it refused. */
  readonly blocked: number;
  /** Sessions in which it would have refused something, had it been enforced. */
  readonly wouldHaveBlocked: number;
  /**
   * How many senders those would be, of the sessions it would have refused. A flood of made-up ones is counted
   * together: at most 10,000 a day are told apart.
   */
  readonly senders: number;
  /** The most frequent of them, at most twenty, most sessions first. `<>` for the null return-path. */
  readonly topSenders: readonly {
    readonly sender: string;
    readonly sessions: number;
    readonly newest: LogCursor;
  }[];
}

export interface OptionActivityCalls {
  /** Of the last so many days; options that did nothing are absent. */
  'options.activity': (days: number) => readonly OptionActivity[];
}

export const OPTION_ACTIVITY_ARGUMENTS = {
  'options.activity': z.tuple([z.int().min(1).max(93)]),
};
