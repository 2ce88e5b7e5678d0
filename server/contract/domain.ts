import punycode from 'punycode.js';
import { lowerAscii } from './ascii.ts';

/** RFC 5321 §4.5.3.1.2. */
const MAX_DOMAIN_OCTETS = 255;
const LDH_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A domain name in the one form in which domains are compared: A-labels in lower case, or null where
 * the text is no domain name (RFC 5321 §4.1.2, RFC 5890 §2.3.2.1).
 *
 * A valid U-label becomes its A-label. A label that only IDNA *mapping* would make valid (full-width
 * letters, upper-case umlauts) keeps its own spelling, and so equals no registered domain.
 */
export function canonicalDomain(text: string): string | null {
  if (text.length > MAX_DOMAIN_OCTETS) return null; // no form of it is shorter in octets than in characters
  const labels = lowerAscii(text).split('.');
  const canonical: string[] = [];
  for (const label of labels) {
    const form = canonicalLabel(label);
    if (form === null) return null;
    canonical.push(form);
  }
  const domain = canonical.join('.');
  return domain.length <= MAX_DOMAIN_OCTETS ? domain : null;
}

/** Whether every label of a canonical domain is plain letters, digits and hyphens: it can be looked up. */
export function isAsciiDomain(domain: string): boolean {
  return domain.split('.').every((label) => LDH_LABEL.test(label));
}

function canonicalLabel(label: string): string | null {
  if (isAscii(label)) return LDH_LABEL.test(label) ? label : null;
  // Separators and controls have no place in a label, whatever IDNA says of them.
  if (/[\p{C}\p{Z}@]|[!-,/:-@[-`{-~]/u.test(label)) return null;
  return aLabelOf(label) ?? label;
}

/** The A-label of a valid U-label; undefined where UTS 46 would first have to map the label to another one. */
function aLabelOf(label: string): string | undefined {
  const encoded = 'xn--' + punycode.encode(label);
  if (encoded.length > 63) return undefined;
  try {
    return new URL(`http://${label}.invalid/`).hostname === `${encoded}.invalid` ? encoded : undefined;
  } catch {
    return undefined;
  }
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text); // eslint-disable-line no-control-regex -- the ASCII range itself
}
