import type { SessionRecorder } from '../../contract/session-recorder.ts';
import type { Refusal, ResponseCode } from '../engine/response.ts';

/**
 * POP3 has no reply codes; the session log, which sorts refusals by them, gets the SMTP code of the same meaning
 * (RFC 5321 §4.2.3, RFC 3463).
 */
const SMTP_EQUIVALENT: Readonly<
  Record<NonNullable<ResponseCode> | 'PROTOCOL', { readonly code: number; readonly enhanced: string }>
> = {
  AUTH: { code: 535, enhanced: '5.7.8' },
  'IN-USE': { code: 450, enhanced: '4.2.0' },
  'SYS/TEMP': { code: 451, enhanced: '4.3.0' },
  PROTOCOL: { code: 500, enhanced: '5.5.1' },
};

/** Writes a refusal to the session log. `reason` fits the Reason column, `because` is a sentence. */
export function recordRefusal(
  recorder: Pick<SessionRecorder, 'refused'>,
  { responseCode }: Refusal,
  reason: string,
  because: string,
): void {
  recorder.refused({
    rule: null,
    option: null,
    reason,
    because,
    ...SMTP_EQUIVALENT[responseCode ?? 'PROTOCOL'],
  });
}
