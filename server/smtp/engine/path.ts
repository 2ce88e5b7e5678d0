import { parseAddress, parseAddressDomain, type Address } from '../../contract/address.ts';

/** RFC 5321 §4.5.3.1.3: a path has at most 256 octets, its brackets included. */
const PATH_BYTES = 256;

/** What stands between the angle brackets, and what follows them. */
export interface ScannedPath {
  readonly inner: string;
  readonly rest: string;
}

/** Finds the end of a path that begins `text`; a `>` inside a quoted string does not end it. Null where there is none. */
export function scanPath(text: string): ScannedPath | null {
  const match = /^<((?:"(?:[^"\\]|\\[^])*"|[^<>"\\ \t])*)>([^]*)$/.exec(text);
  if (!match) return null;
  const [, inner = '', rest = ''] = match;
  if (Buffer.byteLength(inner, 'utf8') + 2 > PATH_BYTES) return null;
  if (rest !== '' && !/^[ \t]/.test(rest)) return null;
  return { inner, rest };
}

/**
 * The mailbox of a path. A source route before it is checked and dropped: it MUST be accepted and SHOULD be
 * ignored (RFC 5321 §4.1.1.3, appendix C), so the mailbox alone is what every rule judges.
 */
export function parsePath(inner: string): Address | null {
  const route = /^(@[^,:@]+(?:,@[^,:@]+)*):/.exec(inner);
  if (!route) return parseAddress(inner);
  const [whole, hosts = ''] = route;
  const areDomains = hosts.split(',').every((host) => parseAddressDomain(host.slice(1)) !== null);
  return areDomains ? parseAddress(inner.slice(whole.length)) : null;
}

export function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
