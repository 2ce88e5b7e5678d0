import { formatAddress, formatReturnPath, type Address } from '../../contract/address.ts';
import type { QueuedEnvelope } from '../../contract/delivery-queue.ts';
import type { Capabilities } from './capabilities.ts';
import type { ContentNeeds } from './content-needs.ts';
import type { JobRecipient } from './transport.ts';

/** MAIL and RCPT of one transaction, without CRLF. */
export interface EnvelopeLines {
  readonly mail: string;
  readonly recipients: readonly string[];
}

/** What a transaction says of its message. */
export interface MessageFeatures {
  readonly needs: ContentNeeds;
  readonly sizeBytes: number;
  readonly smtpUtf8: boolean;
}

/** Parameters are given only where the server offers them (RFC 5321 §2.2.1). */
export function envelopeLines(
  envelope: QueuedEnvelope,
  recipients: readonly JobRecipient[],
  { needs, sizeBytes, smtpUtf8 }: MessageFeatures,
  offered: Capabilities,
): EnvelopeLines {
  const mail = [
    `MAIL FROM:${formatReturnPath(envelope.returnPath)}`,
    offered.size !== null && `SIZE=${String(sizeBytes)}`, // RFC 1870 §5
    // RFC 6531 §3.1 has servers with SMTPUTF8 offer 8BITMIME too, and messages that need one say both.
    offered.eightBitMime && (needs.eightBit || smtpUtf8) && 'BODY=8BITMIME',
    smtpUtf8 && 'SMTPUTF8',
    offered.dsn && envelope.dsnReturn !== null && `RET=${envelope.dsnReturn}`,
    offered.dsn && envelope.dsnEnvelopeId !== null && `ENVID=${envelope.dsnEnvelopeId}`,
  ];
  return {
    mail: joined(mail),
    recipients: recipients.map(({ address, dsn: { notify, originalRecipient } }) =>
      joined([
        `RCPT TO:<${formatAddress(address)}>`,
        offered.dsn && notify.length > 0 && `NOTIFY=${notify.join(',')}`,
        offered.dsn &&
          originalRecipient !== null &&
          // RFC 6533 §3: unencoded UTF-8 only within an SMTPUTF8 transaction.
          (smtpUtf8 || isAscii(originalRecipient)) &&
          `ORCPT=${originalRecipient}`,
      ]),
    ),
  };
}

/** Whether an address cannot be written without SMTPUTF8 (RFC 6531 §3.2). */
export function needsSmtpUtf8(address: Address | null): boolean {
  return address !== null && !isAscii(`${address.localPart}${address.domain}`);
}

function joined(words: readonly (string | false)[]): string {
  return words.filter((word) => word !== false).join(' ');
}

function isAscii(text: string): boolean {
  return !/[\u0080-\u{10ffff}]/u.test(text);
}
