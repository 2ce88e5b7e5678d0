import { lowerAscii } from './ascii.ts';
import { canonicalDomain } from './domain.ts';
import { parseIp } from './network.ts';

/** A mailbox address, parsed. Two addresses are the same mailbox exactly when {@link addressKey} is equal. */
export interface Address {
  /** The local part by content: quotes and quoted pairs removed, letters as written. */
  readonly localPart: string;
  /** The domain as A-labels in lower case (see `canonicalDomain`), or an address literal in brackets. */
  readonly domain: string;
}

/** The address in MAIL FROM. `null` is the null return-path `<>` of RFC 5321 §4.5.5. */
export type ReturnPath = Address | null;

const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\u{10FFFF}-]";
const DOT_STRING = new RegExp(`^${ATEXT}+(?:\\.${ATEXT}+)*$`, 'u');
const QUOTED_STRING = /^"((?:[ !#-[\]-~\u0080-\u{10FFFF}]|\\[ -~])*)"$/u;
const IPV6_LITERAL = /^ipv6:(?=[^:]*:)([0-9a-f:.]+)$/;
const GENERAL_LITERAL = /^(?!ipv6:)[a-z0-9-]*[a-z0-9]:[!-Z^-~]+$/;

/**
 * Parses an RFC 5321 `Mailbox` (with RFC 6531 for characters beyond ASCII), without angle brackets.
 * Returns null where the text is none: callers at a border say so to whoever sent it.
 */
export function parseAddress(text: string): Address | null {
  const at = text.lastIndexOf('@');
  if (at < 1) return null;
  const localPart = parseLocalPart(text.slice(0, at));
  const domain = parseAddressDomain(text.slice(at + 1));
  if (localPart === null || domain === null) return null;
  return { localPart, domain };
}

/** The content of a `Dot-string` or `Quoted-string`; null where it is neither or exceeds 64 octets (RFC 5321 §4.5.3.1.1). */
export function parseLocalPart(text: string): string | null {
  if (new TextEncoder().encode(text).length > 64) return null;
  if (DOT_STRING.test(text)) return text;
  const quoted = QUOTED_STRING.exec(text);
  if (!quoted) return null;
  const content = (quoted[1] ?? '').replace(/\\(.)/gu, '$1');
  return content === '' ? null : content;
}

/** A domain or an address literal (RFC 5321 §4.1.3) in canonical form; null where the text is neither. */
export function parseAddressDomain(text: string): string | null {
  const literal = lowerAscii(text);
  if (literal.startsWith('[')) return isAddressLiteral(literal) ? literal : null;
  return canonicalDomain(text);
}

/** `literal` in lower case. */
function isAddressLiteral(literal: string): boolean {
  const [, content] = /^\[([^\]]+)\]$/.exec(literal) ?? [];
  if (content === undefined) return false;
  const ip = content.includes(':') ? IPV6_LITERAL.exec(content)?.[1] : content;
  return ip === undefined ? GENERAL_LITERAL.test(content) : parseIp(ip) !== null;
}

/** The form by which addresses are compared: ASCII letters without regard to case, nothing else folded. */
export function addressKey(address: Address): string {
  return `${lowerAscii(address.localPart)}@${address.domain}`;
}

export function sameAddress(one: Address, other: Address): boolean {
  return addressKey(one) === addressKey(other);
}

/** The address as it is written on the wire and in the window, quoted where the local part needs it. */
export function formatAddress(address: Address): string {
  const { localPart, domain } = address;
  const written = DOT_STRING.test(localPart) ? localPart : `"${localPart.replace(/["\\]/g, '\\$&')}"`;
  return `${written}@${domain}`;
}

/** `<user@domain>`, or `<>` for the null return-path. */
export function formatReturnPath(returnPath: ReturnPath): string {
  return returnPath === null ? '<>' : `<${formatAddress(returnPath)}>`;
}

/**
 * The address without its sub-address (`user+tag@` → `user@`, RFC 5233), or null where it has none.
 * `separator` is the domain's setting; the empty string turns sub-addresses off.
 */
export function withoutSubaddress(address: Address, separator: string): Address | null {
  if (separator === '') return null;
  const at = address.localPart.indexOf(separator);
  if (at < 1) return null;
  return { localPart: address.localPart.slice(0, at), domain: address.domain };
}
