const LONGEST_LINE = 2000;
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\r': '\\r',
  '\n': '\\n',
  '\t': '\\t',
  '\0': '\\0',
};

/** Controls (C0, DEL, C1), line separators, and the marks that reorder text for the reader (Unicode TR 36 §2.3). */
// eslint-disable-next-line no-control-regex -- the controls are what is looked for
const UNPRINTABLE = /[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Text of a client as the log keeps it: on one line, with nothing in it that acts on a terminal or hides words,
 * and at most 2000 characters long.
 */
export function printable(text: string): string {
  const shortened = text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
  return shortened.toWellFormed().replace(UNPRINTABLE, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
