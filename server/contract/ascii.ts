/**
 * Lower-cases the ASCII letters A-Z and nothing else. `String.prototype.toLowerCase` would also fold
 * U+212A KELVIN SIGN to `k`, and with it let one mailbox pass for another.
 */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
