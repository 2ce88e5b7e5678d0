/** Without those that are taken for one another: 0 and o, 1, i and l. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** A password that can be read aloud and typed into a scanner: `k7mp-x3fd-9wqz-t2hn`, 79 bits of chance. */
export function makePassword(
  fill: (bytes: Uint8Array<ArrayBuffer>) => void = (bytes) => crypto.getRandomValues(bytes),
): string {
  const letters: string[] = [];
  const bytes = new Uint8Array(64);
  // Bytes beyond the largest multiple of the alphabet would make its first letters likelier.
  const limit = 256 - (256 % ALPHABET.length);
  while (letters.length < GROUPS * GROUP_LENGTH) {
    fill(bytes);
    for (const byte of bytes) if (byte < limit) letters.push(ALPHABET.charAt(byte % ALPHABET.length));
  }
  const text = letters.slice(0, GROUPS * GROUP_LENGTH).join('');
  return Array.from({ length: GROUPS }, (_, group) =>
    text.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH),
  ).join('-');
}

export type Strength = 'short' | 'weak' | 'fair' | 'strong';

export const SHORTEST_PASSWORD = 8;
const FAIR_BITS = 45;
const STRONG_BITS = 65;
/** Pieces that every list of guesses begins with. */
const GUESSED =
  /pass(word|wort)?|kennwort|qwert[yz]|asdf|admin|welcome|letmein|office|1234+|abcd?|(19|20)\d\d/gi;

/** How long a guesser would need, roughly: by the kinds of characters, without what repeats or is guessed first. */
export function strengthOf(password: string, known: readonly string[] = []): Strength {
  if (password.length < SHORTEST_PASSWORD) return 'short';
  let rest = password.replace(GUESSED, 'x');
  for (const word of known)
    if (word.length > 2) rest = rest.replaceAll(new RegExp(RegExp.escape(word), 'gi'), 'x');
  rest = rest.replace(/(.)\1+/g, '$1');
  const pool =
    (/[a-z]/.test(rest) ? 26 : 0) +
    (/[A-Z]/.test(rest) ? 26 : 0) +
    (/\d/.test(rest) ? 10 : 0) +
    (/[^a-zA-Z\d]/.test(rest) ? 20 : 0);
  const bits = new Set(rest).size < 4 ? 0 : rest.length * Math.log2(Math.max(pool, 2));
  if (bits < FAIR_BITS) return 'weak';
  return bits < STRONG_BITS ? 'fair' : 'strong';
}
