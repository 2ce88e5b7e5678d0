import type { Reply } from '../../contract/reply.ts';
import type { PolicySnapshot } from '../../contract/directory-view.ts';
import type { SessionRecorder } from '../../contract/session-recorder.ts';
import type { JudgedStep } from '../../contract/session-log.ts';
import type { Verdict } from '../../contract/verdict.ts';

/** Writes one judged step to the session log, with its facts; `subject` is what was judged, without secrets. */
export function recordVerdict(
  recorder: SessionRecorder,
  verdict: Verdict,
  { revision }: PolicySnapshot,
  subject: string,
  step?: JudgedStep,
): void {
  recorder.verdict({ ...verdict, policyRevision: revision, subject }, step);
}

/** Writes a refusal that no rule of the policy gave. `reason` fits the Reason column, `because` is a sentence. */
export function recordRefusal(
  recorder: SessionRecorder,
  { code, enhanced }: Reply,
  reason: string,
  because: string,
): void {
  recorder.refused({ rule: null, option: null, reason, because, code, enhanced });
}
