import type { Capabilities } from './capabilities.ts';
import type { ContentNeeds } from './content-needs.ts';
import { needsSmtpUtf8 } from './envelope-lines.ts';
import { ownFailure, type FailureWords } from './failure.ts';
import type { DeliveryJob, JobRecipient } from './transport.ts';

/**
 * Why a message cannot be sent to a recipient through a server for lack of an extension; null where it can. Nothing is
 * rewritten on the way: that would break its signatures (RFC 6376 §5.3).
 *
 * A header with raw octets whose sender said nothing of SMTPUTF8 is what old programs write in some national character
 * set; it goes on as 8BITMIME, as everywhere.
 */
export function unsuited(
  { envelope, size }: DeliveryJob,
  { address }: JobRecipient,
  needs: ContentNeeds,
  offered: Capabilities,
): FailureWords | null {
  const limit = offered.size?.maxBytes ?? null;
  // RFC 1870 §6.1
  if (limit !== null && size > limit)
    return ownFailure(
      '5.3.4',
      `the server takes messages of ${String(limit)} bytes at most, this one has ${String(size)}`,
    );
  // RFC 6531 §3.5
  if (!offered.smtpUtf8 && (needsSmtpUtf8(envelope.returnPath) || needsSmtpUtf8(address)))
    return ownFailure('5.6.7', 'the server does not know addresses with characters beyond ASCII (SMTPUTF8)');
  if (!offered.smtpUtf8 && envelope.smtpUtf8 && needs.utf8Header)
    return ownFailure('5.6.9', 'the server takes no header with characters beyond ASCII (SMTPUTF8)');
  // RFC 6152 §3
  if (!offered.eightBitMime && needs.eightBit)
    return ownFailure('5.6.3', 'the server takes 7-bit messages only (no 8BITMIME), and this one is none');
  return null;
}
