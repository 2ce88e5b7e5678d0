import { z } from 'zod';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type LogCursor,
  logCursorSchema,
  type LogExport,
  type LogQuery,
  logQuerySchema,
  type LogStats,
  statsRangeArgument,
} from './log-history.ts';
import type { SessionDetail, SessionSummary } from './session-log.ts';
import type { LogCounters } from './status.ts';

export interface LogPage {
  /** Newest first. */
  readonly sessions: readonly SessionSummary[];
  readonly counters: LogCounters;
}

/** Sessions in memory and of the stored days, newest first. */
export interface LogSearchPage extends LogPage {
  /** What started at this time or later was looked at; null: all that is kept was. A search is bounded in time. */
  readonly searchedBackTo: number | null;
  /** Given as `before`, the search goes on from here; null at the end. A page without sessions may have more. */
  readonly more: LogCursor | null;
}

export interface LogCalls {
  'log.tail': (count: number) => LogPage;
  'log.search': (query: LogQuery) => LogSearchPage;
  /** The newest session of this id; with `startedAt` the one that started then. */
  'log.session': (id: string, startedAt?: number) => SessionDetail;
  /** Numbers of the stored days from `from` until before `to`, in milliseconds since 1970. */
  'log.stats': (from: number, to: number) => LogStats;
  /** What matches, as text that is saved to a file; at most 10,000 rows, or 500 transcripts, and 8 MB. */
  'log.export': (query: LogQuery, format: ExportFormat) => LogExport;
  /** Ends a running session with 421; false where it has ended already. */
  'sessions.disconnect': (id: string) => boolean;
}

export const LOG_ARGUMENTS = {
  'log.tail': z.tuple([z.int().min(1).max(10_000)]),
  'log.search': z.tuple([logQuerySchema]),
  'log.session': z.tuple([z.string().min(1).max(32), logCursorSchema.shape.startedAt.optional()]),
  'log.stats': statsRangeArgument,
  'log.export': z.tuple([logQuerySchema, z.enum(EXPORT_FORMATS)]),
  'sessions.disconnect': z.tuple([z.string().min(1).max(32)]),
};
