/** The bytes by which a header block is told apart (RFC 20), and two questions about them. */
export const NUL = 0x00;
const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const COLON = 0x3a;

/** RFC 5322 §2.2.2: white space is SP or HTAB and nothing else, whatever Unicode says. */
export function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

export function lowerCaseByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}
