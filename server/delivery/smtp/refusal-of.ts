import type { RefusalSummary } from '../../contract/session-log.ts';
import type { FailureWords } from './failure.ts';

/** A failure as the session log lists it. Where no server gave a code, the general ones of RFC 5321 §4.2.3 stand in. */
export function refusalOf({ code, enhanced, text }: FailureWords): RefusalSummary {
  const isTemporary = enhanced.startsWith('4');
  const isInClass = code !== null && (isTemporary ? code < 500 : code >= 500);
  return {
    rule: null,
    option: null,
    reason: isTemporary ? 'Put off' : 'Refused',
    because: text,
    code: isInClass ? code : isTemporary ? 451 : 554,
    enhanced,
  };
}
