import { z } from 'zod';
import { SESSION_RESULTS, type RefusalSummary } from './session-log.ts';

/** What is asked of the log beyond its last sessions: pages of its history, numbers over time, exports. */

/** Milliseconds since 1970 that a Date can hold (ECMAScript §21.4.1.1). */
export const timeSchema = z.int().min(0).max(8_640_000_000_000_000);

/** The place of a session in the log, by which it is found for ever; ids alone come again. */
export const logCursorSchema = z.strictObject({
  startedAt: timeSchema,
  id: z.string().min(1).max(32),
});
export type LogCursor = Readonly<z.infer<typeof logCursorSchema>>;

/** Fields that a term of a query looks in; `any`: all of them, HELO and listener too. */
export const LOG_TERM_FIELDS = ['any', 'id', 'ip', 'from', 'to', 'user', 'reason', 'port'] as const;
export type LogTermField = (typeof LOG_TERM_FIELDS)[number];

/** Found wherever the value is a part of the field, whatever its case; excluded ones must not be. */
export const logTermSchema = z.strictObject({
  field: z.enum(LOG_TERM_FIELDS),
  value: z.string().min(1).max(320),
  isExcluded: z.boolean(),
});
export type LogTerm = Readonly<z.infer<typeof logTermSchema>>;

/** Every field narrows. */
export const logQuerySchema = z.strictObject({
  /**
   * Words that must all occur in address, IP, account, reason or transcript, each by the beginning of a word; see
   * log-text.ts.
   */
  text: z.string().max(200).optional(),
  id: z.string().max(32).optional(),
  result: z.enum(SESSION_RESULTS).optional(),
  ip: z.string().max(64).optional(),
  account: z.string().max(320).optional(),
  /** The last return-path, `<>` for the null one. */
  sender: z.string().max(320).optional(),
  /** One of the recipients that the row shows. */
  recipient: z.string().max(320).optional(),
  /** A rule, an option with its exceptions, or an exception: it refused, or would have in report mode. */
  option: z.string().max(100).optional(),
  /** Only sessions in which a rule in report mode would have refused something. */
  wouldHaveBlocked: z.boolean().optional(),
  /** Looked at row by row: such a search is bounded in time where nothing else narrows it. */
  terms: z.array(logTermSchema).max(20).optional(),
  /** The name of a listener. */
  listener: z.string().max(32).optional(),
  /** Whether the client came here, or this server was the client. */
  direction: z.enum(['inbound', 'outbound']).optional(),
  /** Started at or after this time, and before that one; milliseconds since 1970. */
  from: timeSchema.optional(),
  to: timeSchema.optional(),
  /** Only what comes after this session in the list: older ones. */
  before: logCursorSchema.optional(),
  limit: z.int().min(1).max(1000).optional(),
});
export type LogQuery = Readonly<z.infer<typeof logQuerySchema>>;

/** Sessions of one hour, those that are only counted too. `startedAt` is a full hour of UTC. */
export interface LogHour {
  readonly startedAt: number;
  readonly accepted: number;
  readonly blocked: number;
  readonly deferred: number;
  readonly closed: number;
}

export interface LogStats {
  /** Oldest first; hours without a session are absent. */
  readonly hours: readonly LogHour[];
  /** The twenty reasons most often given, most frequent first. */
  readonly reasons: readonly (Pick<RefusalSummary, 'rule' | 'reason'> & {
    readonly result: 'blocked' | 'deferred';
    readonly sessions: number;
  })[];
  /** The twenty networks most often blocked, of whole days; an IPv4 address, or the /64 of an IPv6 one. */
  readonly networks: readonly (Omit<LogHour, 'startedAt'> & { readonly network: string })[];
}

/** The longest time that is asked about at once, in milliseconds: 93 days. */
const LONGEST_RANGE_MS = 93 * 24 * 60 * 60 * 1000;
export const NO_RANGE = 'is no range of at most 93 days';

export function isRange(from: number, to: number): boolean {
  return to >= from && to - from <= LONGEST_RANGE_MS;
}

export const statsRangeArgument = z
  .tuple([timeSchema, timeSchema])
  .refine(([from, to]) => isRange(from, to), NO_RANGE);

/** `csv` and `json`: one row for each session; `txt`: whole transcripts. */
export const EXPORT_FORMATS = ['csv', 'json', 'txt'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface LogExport {
  readonly text: string;
  /** Sessions in the text. */
  readonly sessions: number;
  /** Given as `before`, the next export goes on from here; null where all that matches is in the text. */
  readonly more: LogCursor | null;
}
