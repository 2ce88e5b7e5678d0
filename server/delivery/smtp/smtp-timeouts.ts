/** How long a server may take, in milliseconds. */
export interface SmtpTimeouts {
  /** For TCP to connect. */
  readonly connect: number;
  /** RFC 5321 §4.5.3.2.1: five minutes for the greeting; for the TLS handshake too. */
  readonly greeting: number;
  /** §4.5.3.2.2 to .5: five minutes for MAIL and RCPT, three for a block of the message; without a sound in either way. */
  readonly command: number;
  /** §4.5.3.2.6: ten minutes for the answer to the dot. */
  readonly dot: number;
  /** For one transaction as a whole, so that a server that trickles ends too. */
  readonly transaction: number;
}

const MINUTE = 60_000;

export const SMTP_TIMEOUTS: SmtpTimeouts = {
  connect: 30_000,
  greeting: 5 * MINUTE,
  command: 5 * MINUTE,
  dot: 10 * MINUTE,
  transaction: 180 * MINUTE,
};
