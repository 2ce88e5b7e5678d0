import type { JudgedStep, SessionDetail, SessionSummary } from '../contract/session-log.ts';

/** A session that has ended, with what it was judged on. */
export interface EndedSession {
  /** Its place among all sessions: see `SessionKeys`. */
  readonly key: number;
  readonly session: SessionDetail;
  readonly steps: readonly JudgedStep[];
}

/** A row that stands for more sessions than its own. */
export interface RepeatedRow {
  readonly id: string;
  readonly startedAt: number;
  readonly repeats: number;
}

/** Where sessions go when they have ended. Never blocks, never throws. */
export interface SessionKeeper {
  keep(ended: EndedSession): void;
  /** One more session, which is not kept itself: it is counted in its row. */
  count(session: SessionSummary, row: RepeatedRow): void;
  /** Sessions that could only be counted. */
  readonly notKept: number;
}

/** Without a history, what leaves the memory is gone. */
export const KEEP_NOTHING: SessionKeeper = {
  keep: () => undefined,
  count: () => undefined,
  notKept: 0,
};
