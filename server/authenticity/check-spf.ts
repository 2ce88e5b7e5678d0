import { spf } from 'mailauth';
import { formatAddress } from '../contract/address.ts';
import type { MessageToCheck } from '../contract/authenticity.ts';
import type { BoundedResolver } from './bounded-resolver.ts';
import type { Outcome } from './outcome.ts';

/** RFC 7208 §4.6.4: a check may take 20 seconds or more; its other limits are mailauth's own defaults. */
const MAX_TIME_MS = 20_000;

/** Whether the client may send for the return-path's domain, or for the name it greeted with (RFC 7208 §2.4). */
export async function checkSpf(message: MessageToCheck, resolver: BoundedResolver): Promise<Outcome> {
  const { clientIp, helo, returnPath, hostname } = message;
  const answer = await spf({
    ip: clientIp,
    helo,
    sender: returnPath === null ? '' : formatAddress(returnPath),
    mta: hostname,
    resolver: resolver.resolve,
    maxElapsedTime: MAX_TIME_MS,
  });
  const subject = returnPath?.domain ?? answer.domain;
  return {
    result: answer.status.result,
    subject,
    reason: null,
    properties: [[returnPath === null ? 'smtp.helo' : 'smtp.mailfrom', subject]],
  };
}
