/** RFC 5321 §4.5.3.1.2: a domain has at most 255 octets. */
const NAME_BYTES = 255;

/**
 * The name in EHLO or HELO, or null where there is none. What real clients call themselves is often neither a
 * domain nor an address literal (RFC 5321 §4.1.4 forbids to refuse mail for that): one word is enough.
 */
export function parseHelloName(argument: string): string | null {
  if (argument === '' || /[ \t]/.test(argument)) return null;
  return Buffer.byteLength(argument, 'utf8') <= NAME_BYTES ? argument : null;
}
