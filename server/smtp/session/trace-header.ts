import { formatReturnPath, type ReturnPath } from '../../contract/address.ts';
import { rfc5322Date } from './rfc5322-date.ts';

/** What the trace header of one message tells. */
export interface Trace {
  readonly returnPath: ReturnPath;
  readonly helo: string;
  readonly clientIp: string;
  readonly hostname: string;
  readonly extended: boolean;
  readonly secured: boolean;
  readonly authenticated: boolean;
  readonly smtpUtf8: boolean;
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** Fields, CRLF at each end, that were found out or made while the message arrived. */
export interface AddedFields {
  /** `Authentication-Results:` or `DKIM-Signature:`. */
  readonly trace: string;
  /** `Message-ID:` and `Date:` where the message had none: the top of its own header, and signed with it. */
  readonly message: string;
}

/**
 * The lines that the server puts before a message, CRLF at each end: `Return-Path:` first and `Received:` (RFC 5321
 * §4.4), between them what was found out or signed (RFC 8601 §4: above the trace fields that are older), at last what
 * the message itself lacked. The account is not named: whoever receives the message need not learn who signs in here,
 * or how.
 */
export function traceHeader(trace: Trace, added: AddedFields): string {
  const received = [
    `Received: from ${printableHelo(trace.helo)} (${addressLiteral(trace.clientIp)})`,
    `\tby ${trace.hostname} with ${protocolName(trace)} id ${trace.messageId};`,
    `\t${rfc5322Date(trace.receivedAt)}`,
    '',
  ].join('\r\n');
  return `Return-Path: ${formatReturnPath(trace.returnPath)}\r\n${added.trace}${received}${added.message}`;
}

/** The keyword of RFC 3848, or of RFC 6531 §4.3 where SMTPUTF8 was asked for. */
function protocolName({ extended, smtpUtf8, secured, authenticated }: Trace): string {
  if (!extended) return 'SMTP';
  return `${smtpUtf8 ? 'UTF8SMTP' : 'ESMTP'}${secured ? 'S' : ''}${authenticated ? 'A' : ''}`;
}

/** A client may call itself anything: what is no domain or literal is shown without what could break the field. */
function printableHelo(helo: string): string {
  const printable = helo.replace(/[^A-Za-z0-9.:[\]_-]/g, '?').slice(0, 255);
  return printable === '' ? '?' : printable;
}

/** RFC 5321 §4.1.3. */
function addressLiteral(ip: string): string {
  return ip.includes(':') ? `[IPv6:${ip}]` : `[${ip}]`;
}
