/** Two such texts and the words around them stay below the 512 octets of a reply line (RFC 5321 §4.5.3.1.5). */
const LONGEST_TEXT = 160;

/**
 * What a client said, in a form that may be said back to it: one line of printable ASCII, cut where it is long.
 * Any other character is written `\x{E9}`, the embedding of RFC 6533 §3, because a client that has not asked
 * for SMTPUTF8 may not be sent it (RFC 6531 §3.7.4).
 */
export function textForClient(text: string): string {
  const printable = text.replace(/[^ -~]/gu, (character) => {
    const codePoint = Number(character.codePointAt(0));
    return `\\x{${codePoint.toString(16).toUpperCase()}}`;
  });
  return printable.length <= LONGEST_TEXT ? printable : `${printable.slice(0, LONGEST_TEXT)}...`;
}
