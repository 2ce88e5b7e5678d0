/** What a server offers beyond the protocol of 1982, as far as it concerns what we say. */
export interface Capabilities {
  readonly eightBitMime: boolean;
  readonly smtpUtf8: boolean;
  /** RFC 3461. */
  readonly dsn: boolean;
  /** RFC 1870: `maxBytes` is null where the server names no limit. */
  readonly size: { readonly maxBytes: number | null } | null;
}

/** Of a server that was greeted with HELO. */
export const NO_CAPABILITIES: Capabilities = { eightBitMime: false, smtpUtf8: false, dsn: false, size: null };

/** Reads a reply to EHLO (RFC 5321 §4.1.1.1), its lines joined by LF. */
export function readCapabilities(reply: string): Capabilities {
  const offered = new Map<string, string>();
  for (const line of reply.split(/\r?\n/).slice(1)) {
    const [, keyword = '', argument = ''] =
      /^250[ -]([A-Za-z0-9-]+)(?:[ =]+(.*))?$/.exec(line.trimEnd()) ?? [];
    offered.set(keyword.toUpperCase(), argument);
  }
  const limit = offered.get('SIZE');
  return {
    eightBitMime: offered.has('8BITMIME'),
    smtpUtf8: offered.has('SMTPUTF8'),
    dsn: offered.has('DSN'),
    size: limit === undefined ? null : { maxBytes: maxBytesOf(limit) },
  };
}

/** RFC 1870 §4: zero stands for no fixed limit. */
function maxBytesOf(argument: string): number | null {
  const number = /^\d{1,15}$/.test(argument) ? Number(argument) : 0;
  return number === 0 ? null : number;
}
