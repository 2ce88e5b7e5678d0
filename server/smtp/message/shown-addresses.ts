import { addressKey, formatAddress, parseAddress, type Address } from '../../contract/address.ts';

/**
 * The addresses that texts show to someone who reads them, other than `own`, each once, as they look; the first
 * {@link MAX_SHOWN} of them, since one is enough for a verdict and a log line has an end.
 *
 * Looks through what hides an address from a search but not from the eye: full-width letters and signs,
 * invisible characters, and text that is turned round by a bidirectional override.
 */
export function findShownAddresses(texts: readonly string[], own: Address): string[] {
  const shown = new Map<string, string>();
  for (const word of texts.flatMap(asSeen).flatMap(wordsWithSign)) {
    if (shown.size === MAX_SHOWN) break;
    for (const address of addressesIn(word)) shown.set(addressKey(address), formatAddress(address));
    shown.delete(addressKey(own));
  }
  return [...shown.values()].slice(0, MAX_SHOWN);
}

export const MAX_SHOWN = 20;

/** Longer than a local part or a domain may be (RFC 5321 §4.5.3.1), with some punctuation around it. */
const MAX_PART_LENGTH = 300;

/** The text in the letters that it looks like: compatibility forms mapped, what has no width removed. */
function asSeen(text: string): string[] {
  if (!/[@\ufe6b\uff20]/.test(text)) return [];
  const visible = text.normalize('NFKC').replace(INVISIBLE, '');
  // U+202E RIGHT-TO-LEFT OVERRIDE and U+2067 show what follows them from its end.
  return /[\u202e\u2067]/.test(text) ? [visible, Array.from(visible).reverse().join('')] : [visible];
}

const INVISIBLE = /[[\p{Cf}\p{Cc}\u034f\u{fe00}-\u{fe0f}]--[\t\n]]/gv;

function wordsWithSign(text: string): string[] {
  return text.split(/[\s"<>()[\]:;,\\|?]+/).filter((word) => word.includes('@'));
}

function addressesIn(word: string): Address[] {
  const parts = word.split('@');
  return parts
    .slice(1)
    .map((domain, index) => addressOf(parts[index] ?? '', domain))
    .filter((address) => address !== null);
}

/** A domain without a dot is no address to the eye: `Ann@Work`. */
function addressOf(localPart: string, domain: string): Address | null {
  if (localPart.length > MAX_PART_LENGTH || domain.length > MAX_PART_LENGTH) return null;
  const address = parseAddress(`${withoutPunctuation(localPart)}@${withoutPunctuation(domain)}`);
  return address?.domain.includes('.') === true ? address : null;
}

function withoutPunctuation(part: string): string {
  return part
    .replace(/^[.'`*=[[\p{P}\p{S}]--\p{ASCII}]]+/v, '')
    .replace(/[.'`*![[\p{P}\p{S}]--\p{ASCII}]]+$/v, '');
}
