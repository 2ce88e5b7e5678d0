import { formatReturnPath, type ReturnPath } from '../../contract/address.ts';

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

/**
 * The lines that the server puts before a message: `Return-Path:` and `Received:` (RFC 5321 §4.4), CRLF at each
 * end. The account is not named: whoever receives the message need not learn who signs in here, or how.
 */
export function traceHeader(trace: Trace): string {
  return [
    `Return-Path: ${formatReturnPath(trace.returnPath)}`,
    `Received: from ${printableHelo(trace.helo)} (${addressLiteral(trace.clientIp)})`,
    `\tby ${trace.hostname} with ${protocolName(trace)} id ${trace.messageId};`,
    `\t${rfc5322Date(trace.receivedAt)}`,
    '',
  ].join('\r\n');
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

function rfc5322Date(time: number): string {
  return new Date(time).toUTCString().replace('GMT', '+0000');
}
