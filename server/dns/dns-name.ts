/** A label as it may be asked for: host names and the names with underscores of RFC 8552 (`_dmarc`, `_25._tcp`). */
const LABEL = /^[!-~]{1,63}$/;

/** A name in the form in which names are compared and asked for: lower case, no final dot; null where it cannot exist. */
export function canonicalName(text: string): string | null {
  const name = text.replace(/\.$/, '').toLowerCase();
  // RFC 1035 §2.3.4: 255 octets on the wire are 253 characters.
  return name.length <= 253 && name.split('.').every((label) => LABEL.test(label)) ? name : null;
}

/** The same for a name out of an answer, where the root stands for itself: the empty string. */
export function nameFromAnswer(text: string): string {
  return text.replace(/\.$/, '').toLowerCase();
}
