import { addressKey, parseLocalPart, type Address } from './address.ts';
import { lowerAscii } from './ascii.ts';
import { canonicalDomain } from './domain.ts';

/**
 * Whether an address matches a pattern of the white list or of an alias: `*` stands for any characters, none
 * too, and `?` for exactly one. Letters compare as in `addressKey`; a U-label in the pattern is its A-label.
 *
 * The halves before and after the last `@` are matched apart, so that `boss@*` cannot be met by the quoted
 * local part of `"boss@x"@evil.example`. A pattern without `@` is laid over the address as a whole.
 */
export function matchesPattern(pattern: string, address: Address): boolean {
  return compilePattern(pattern)(address);
}

/** The same for many addresses: what can be made of the pattern alone is made once. */
export function compilePattern(pattern: string): (address: Address) => boolean {
  const at = pattern.lastIndexOf('@');
  if (at < 0) {
    const whole = Array.from(lowerAscii(pattern));
    return (address) => matchesGlob(whole, addressKey(address));
  }
  const domain = Array.from(canonicalDomainPattern(pattern.slice(at + 1)));
  const localPart = Array.from(localPartPattern(pattern.slice(0, at)));
  return (address) =>
    matchesGlob(domain, address.domain) && matchesGlob(localPart, lowerAscii(address.localPart));
}

/** Whether the pattern can stand for more than one address. */
export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/** Addresses compare by the content of a quoted local part, so patterns do. */
function localPartPattern(text: string): string {
  return lowerAscii(parseLocalPart(text) ?? text);
}

/** Label by label: a label with a wildcard has no A-label and stays as it is written. */
function canonicalDomainPattern(text: string): string {
  return text
    .split('.')
    .map((label) => (hasWildcard(label) ? null : canonicalDomain(label)) ?? lowerAscii(label))
    .join('.');
}

/**
 * Two pointers and the last `*` to come back to: at worst glob length times text length steps. A regular
 * expression made from `*a*a*a*a*b` would take exponentially many.
 */
function matchesGlob(wanted: readonly string[], text: string): boolean {
  const given = Array.from(text);
  let next = 0;
  let position = 0;
  let star = -1;
  let starEnd = 0;
  while (position < given.length) {
    if (wanted[next] === '*') {
      star = next++;
      starEnd = position;
    } else if (wanted[next] === '?' || wanted[next] === given[position]) {
      next++;
      position++;
    } else if (star >= 0) {
      next = star + 1;
      position = ++starEnd;
    } else {
      return false;
    }
  }
  while (wanted[next] === '*') next++;
  return next === wanted.length;
}
