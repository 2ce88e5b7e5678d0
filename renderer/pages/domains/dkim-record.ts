/** The longest string of a TXT record, in octets (RFC 1035 §3.3). */
const STRING_OCTETS = 255;

/** A long TXT value as a zone file has it: strings in quotes, which are joined without blanks (RFC 6376 §3.6.2.2). */
export function quotedStrings(value: string): string {
  const strings: string[] = [];
  for (let at = 0; at < value.length; at += STRING_OCTETS) strings.push(value.slice(at, at + STRING_OCTETS));
  return strings.map((string) => `"${string}"`).join(' ');
}

/** A name for the next key of a domain: `gp2026a`, `gp2026b`, and so on. */
export function suggestSelector(taken: readonly string[], year: number): string {
  for (let number = 0; ; number++) {
    const selector = `gp${String(year)}${letters(number)}`;
    if (!taken.includes(selector)) return selector;
  }
}

/** `a` to `z`, then `aa`, `ab`, ... */
function letters(number: number): string {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1) + last;
}
