import type { JudgedStep, SessionSummary } from '../contract/session-log.ts';

/** A session with what it was judged on, to be judged again. */
export interface RecordedSession extends Pick<SessionSummary, 'id' | 'startedAt' | 'ip' | 'refusal'> {
  readonly steps: readonly JudgedStep[];
}

export function recordedPart({ id, startedAt, ip, refusal }: SessionSummary): Omit<RecordedSession, 'steps'> {
  return { id, startedAt, ip, refusal };
}
