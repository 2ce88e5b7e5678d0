import {
  addressKey,
  formatAddress,
  parseAddress,
  sameAddress,
  type Address,
} from '../../contract/address.ts';

/**
 * The addresses that texts show to someone who reads them, other than `own`, each once, as they look; the first
 * {@link MAX_SHOWN} of them, since one is enough for a verdict and a log line has an end.
 *
 * Looks through what hides an address from a search but not from the eye: full-width letters and signs,
 * invisible characters, and text that is turned round by a bidirectional override.
 */
export function findShownAddresses(texts: readonly string[], own: Address): string[] {
  const shown = new Map<string, string>();
  const candidates = new Set(texts.flatMap(asSeen).flatMap(wordsWithSign).flatMap(pairsAroundSigns));
  for (const candidate of candidates) {
    if (shown.size === MAX_SHOWN) break;
    const address = addressOf(candidate);
    if (address === null || sameAddress(address, own)) continue;
    const key = addressKey(address);
    if (!shown.has(key)) shown.set(key, formatAddress(address));
  }
  return [...shown.values()];
}

export const MAX_SHOWN = 20;

/** Longer than a local part or a domain may be (RFC 5321 §4.5.3.1), with some punctuation around it. */
const MAX_PART_LENGTH = 300;

/** The text in the letters that it looks like: compatibility forms mapped, what has no width removed. */
function asSeen(text: string): string[] {
  if (!/[@\ufe6b\uff20]/.test(text)) return [];
  const visible = text.replace(MANY_MARKS, '$1').normalize('NFKC').replace(INVISIBLE, '');
  // U+202E RIGHT-TO-LEFT OVERRIDE and U+2067 show what follows them from its end.
  return /[\u202e\u2067]/.test(text) ? [visible, Array.from(visible).reverse().join('')] : [visible];
}

/** Unicode Standard Annex #15, stream-safe text: to sort endless marks takes the square of their number. */
const MANY_MARKS = /(\p{M}{30})\p{M}+/gu;
const INVISIBLE = /[[\p{Cf}\p{Cc}\u034f\u{fe00}-\u{fe0f}]--[\t\n]]/gv;

function wordsWithSign(text: string): string[] {
  return text.split(/[\s"<>()[\]:;,\\|?]+/).filter((word) => word.includes('@'));
}

/** `a@b@c` as `a@b` and `b@c`. */
function pairsAroundSigns(word: string): string[] {
  const parts = word.split('@');
  return parts
    .slice(1)
    .map((domain, index) => [parts[index] ?? '', domain])
    .filter((pair) => pair.every(({ length }) => length > 0 && length <= MAX_PART_LENGTH))
    .map((pair) => pair.join('@'));
}

/** A domain without a dot is no address to the eye: `Ann@Work`. */
function addressOf(pair: string): Address | null {
  const [localPart = '', domain = ''] = pair.split('@');
  const address = parseAddress(`${withoutPunctuation(localPart)}@${withoutPunctuation(domain)}`);
  return address?.domain.includes('.') === true ? address : null;
}

function withoutPunctuation(part: string): string {
  return part
    .replace(/^[.'`*=[[\p{P}\p{S}]--\p{ASCII}]]+/v, '')
    .replace(/[.'`*![[\p{P}\p{S}]--\p{ASCII}]]+$/v, '');
}
