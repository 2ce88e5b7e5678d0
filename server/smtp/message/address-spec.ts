import { isUtf8 } from 'node:buffer';
import { parseAddress, type Address } from '../../contract/address.ts';
import type { Word } from './from-lexer.ts';

type ResolvedAddress =
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'refused'; readonly because: string };

/**
 * The address that the words before and after the sign make, by its content: as the contract's parser reads it,
 * without those forms that another reader may take for another address.
 * `domain` is null where what follows the sign is no domain.
 */
export function resolveAddress(localPart: readonly Word[], domain: string | null): ResolvedAddress {
  const local = localPart.length === 1 && localPart[0]?.kind === 'quoted-string' ? localPart[0] : null;
  const source = local?.source ?? joinDotAtom(localPart);
  if (source === null) return refused('has something else than a local part before its @');
  if (domain === null) return refused('has something else than a domain after its @');
  const content = local?.content ?? source;
  // RFC 2047 §5: an encoded word must not appear in an address; readers that decode it see another one.
  if (`${content}@${domain}`.includes('=?')) return refused('has an encoded word in it');
  // `a%b@c`, `b!a@c` and a quoted `a@b`: source routes to some, a local part to others (RFC 5321 §4.1.1.3).
  if (/[%!@]/.test(content)) return refused('has a %, a ! or a second @ in its local part');
  return parseBytes(`${source}@${domain}`);
}

/** `a . b` as `a.b` (RFC 5322 §4.4); null where the words are no atoms with single dots between them. */
export function joinDotAtom(words: readonly Word[]): string | null {
  const alternate = words.every(({ kind }, index) => kind === (index % 2 === 0 ? 'atom' : 'dot'));
  return alternate && words.length % 2 === 1 ? words.map(({ source }) => source).join('') : null;
}

/** Longest address in bytes that is looked at: a local part of 64 octets in quoted pairs, and a domain in UTF-8. */
const MAX_ADDRESS_BYTES = 1200;

function parseBytes(raw: string): ResolvedAddress {
  const bytes = Buffer.from(raw, 'latin1');
  if (bytes.length > MAX_ADDRESS_BYTES) return refused('is too long');
  if (!isUtf8(bytes)) return refused('is not valid UTF-8');
  const text = bytes.toString('utf8');
  if (DECEPTIVE.test(text)) return refused('has an invisible character, or a sign that looks like @');
  const address = parseAddress(text);
  return address === null ? refused('is not a valid address') : { kind: 'address', address };
}

/** Separators and controls beyond ASCII, but for the joiners that some scripts need in words; U+FF20 and U+FE6B. */
const DECEPTIVE = /(?![ \u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Z}\uff20\ufe6b]/u;

function refused(what: string): ResolvedAddress {
  return { kind: 'refused', because: `An address in the From: field ${what}.` };
}
