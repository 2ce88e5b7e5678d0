import { formatAddress, type Address } from '../../contract/address.ts';
import type { DeliveryReport } from './delivery-report.ts';
import { headerWords } from './header-words.ts';
import type { Original } from './read-original.ts';
import { statusField } from './status-field.ts';
import { messageDate, statusPart } from './status-part.ts';
import { textPart } from './text-part.ts';
import { reportWords, SUBJECTS } from './words.ts';

export interface ReportLetter {
  /** Unique; becomes the message id and the boundary. */
  readonly id: string;
  readonly at: number;
  readonly hostname: string;
  readonly from: Address;
  readonly to: Address;
  /** What it gives back; null where the message cannot be read any more. */
  readonly original: Original | null;
}

export interface ComposedReport {
  /** Header and body, CRLF at each line's end. */
  readonly content: Buffer;
  readonly eightBit: boolean;
}

/**
 * A delivery status notification: multipart/report (RFC 6522) with words for people, a status part for programs
 * (RFC 3464) and what came of the message. About mail that used SMTPUTF8 it speaks UTF-8 itself (RFC 6533).
 */
export function composeReport(report: DeliveryReport, letter: ReportLetter): ComposedReport {
  const { id, hostname, original } = letter;
  const international = report.message.smtpUtf8;
  const header = original?.content ?? Buffer.alloc(0);
  const subject = headerWords(header, 'Subject');
  const boundary = `=_${id}`;
  const parts: readonly Buffer[] = [
    textPart(reportWords(report, hostname, subject)),
    part(
      international ? 'message/global-delivery-status' : 'message/delivery-status',
      Buffer.from(statusPart(report, hostname, international)),
    ),
    ...(original === null ? [] : [originalPart(original, international)]),
  ];
  const content = Buffer.concat([
    Buffer.from(letterHeader(report, letter, header, boundary)),
    ...parts.flatMap((each) => [Buffer.from(`\r\n--${boundary}\r\n`), each]),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { content, eightBit: content.some((byte) => byte > 0x7f) };
}

function letterHeader(
  { kind }: DeliveryReport,
  { id, at, hostname, from, to }: ReportLetter,
  originalHeader: Buffer,
  boundary: string,
): string {
  const [originalId] = /^<[!-~]{1,900}>$/.exec(headerWords(originalHeader, 'Message-ID') ?? '') ?? [];
  return [
    `Date: ${messageDate(at)}\r\n`,
    `From: Mail Delivery System <${formatAddress(from)}>\r\n`,
    `To: <${formatAddress(to)}>\r\n`,
    `Message-ID: <${id}@${hostname}>\r\n`,
    ...(originalId === undefined ? [] : [`In-Reply-To: ${originalId}\r\n`, `References: ${originalId}\r\n`]),
    statusField('Subject', SUBJECTS[kind]),
    // RFC 3834 §5: no answering machine answers this.
    'Auto-Submitted: auto-replied\r\n',
    'MIME-Version: 1.0\r\n',
    `Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="${boundary}"\r\n`,
  ].join('');
}

function originalPart({ extent, content }: Original, international: boolean): Buffer {
  if (extent === 'full') return part(international ? 'message/global' : 'message/rfc822', content);
  return part(international ? 'message/global-headers' : 'text/rfc822-headers', content);
}

function part(type: string, content: Buffer): Buffer {
  const encoding = content.some((byte) => byte > 0x7f) ? 'Content-Transfer-Encoding: 8bit\r\n' : '';
  return Buffer.concat([Buffer.from(`Content-Type: ${type}\r\n${encoding}\r\n`), content]);
}
