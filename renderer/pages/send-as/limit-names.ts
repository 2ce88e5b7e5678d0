import type { SendingLimits } from '../../../server/contract/settings.ts';
import { sendAsText } from '../../text/en/send-as.ts';
import { number } from '../../text/format.ts';

export type LimitName = keyof SendingLimits;

/** The limits, in the order in which they are shown. */
export const LIMIT_NAMES = Object.keys(sendAsText.limitNames) as readonly LimitName[]; // Object.keys widens to string

/** `200`, or that there is no limit. */
export function limitWords(limit: number | null): string {
  return limit === null ? sendAsText.noLimit : number(limit);
}
