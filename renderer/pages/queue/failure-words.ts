import type { DeliveryFailure } from '../../../server/contract/delivery-queue.ts';
import { queueText } from '../../text/en/queue.ts';

const words = queueText.failures;

/** The subject and detail of an enhanced status code (RFC 3463 §3), where they say more than their class. */
const BY_STATUS: readonly (readonly [status: RegExp, words: string])[] = [
  [/^2\.2$/, words.full],
  [/^2\.3$|^3\.4$/, words.tooLarge],
  [/^3\.1$/, words.diskFull],
  [/^3\.2$/, words.busy],
  [/^4\.6$/, words.loop],
  [/^4\.[34]$|^1\.10$/, words.noServer],
  [/^4\./, words.unreachable],
  [/^1\./, words.address],
];

/** Why a delivery did not succeed, in plain words; the server's own stand beside them. */
export function failureWords({ code, enhanced, text }: DeliveryFailure): string {
  const status = enhanced.replace(/^\d\./, '');
  if (/gr[ae]y.?list/i.test(text)) return words.greylisted;
  if (code !== null && code >= 500) return bySubject(status) ?? words.refused;
  if (code === 421) return words.busy;
  if (status.startsWith('7.')) return code === null || isAboutTls(text) ? words.unsafe : words.policy;
  return bySubject(status) ?? (code === null ? words.notTried : words.later);
}

function bySubject(status: string): string | undefined {
  return BY_STATUS.find(([pattern]) => pattern.test(status))?.[1];
}

function isAboutTls(text: string): boolean {
  return /\btls\b|certificate|mta-sts|dane/i.test(text);
}
