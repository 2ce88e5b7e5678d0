import { decodeEncodedWords, textOfBytes } from './encoded-word.ts';
import type { Word } from './from-lexer.ts';

/** What stands around an address in the From: field, raw: one character per byte. */
export interface Surroundings {
  /** The name of the group that this mailbox is the first of; empty otherwise. */
  readonly group: readonly Word[];
  readonly name: readonly Word[];
  readonly comments: readonly string[];
}

/** Display name and comments as a mail program shows them, on one line of bounded length, for the log. */
export function displayNameOf({ group, name, comments }: Surroundings): string {
  const parts = [
    group.length > 0 ? `${phraseText(group)}:` : '',
    phraseText(name),
    ...comments.map((comment) => `(${decodeEncodedWords(comment, 'strict')})`),
  ];
  return clean(parts.filter((part) => part !== '').join(' '));
}

/** The same in every way a reader may decode it, one text each, for the search for shown addresses. */
export function readingsOf({ group, name, comments }: Surroundings): string[] {
  const raw = [rawPhrase(group), rawPhrase(name), ...comments].filter((text) => MAY_SHOW_A_SIGN.test(text));
  const readings = [
    raw.map(textOfBytes),
    raw.map((text) => decodeEncodedWords(text, 'strict')),
    raw.map((text) => decodeEncodedWords(text, 'lenient')),
  ];
  return [...new Set(readings.map((texts) => texts.join('\n')))];
}

/** Plain ASCII without an @ and without an encoded word is the same in every reading, and shows no address. */
const MAY_SHOW_A_SIGN = /[@\x80-\xff]|=\?/;

/** Longest display name in the log, in UTF-16 code units. */
const MAX_DISPLAY_NAME = 500;

/** RFC 2047 §5: an encoded word stands among atoms; within a quoted string it is plain text. */
function phraseText(words: readonly Word[]): string {
  const runs: { raw: string; quoted: boolean; afterBlank: boolean }[] = [];
  for (const word of words) {
    const last = runs.at(-1);
    const quoted = word.kind === 'quoted-string';
    if (last === undefined || quoted || last.quoted)
      runs.push({ raw: word.content, quoted, afterBlank: word.afterBlank });
    else last.raw += (word.afterBlank ? ' ' : '') + word.content;
  }
  return runs
    .map(({ raw, quoted, afterBlank }, index) => {
      const text = quoted ? textOfBytes(raw) : decodeEncodedWords(raw, 'strict');
      return index > 0 && afterBlank ? ` ${text}` : text;
    })
    .join('');
}

function rawPhrase(words: readonly Word[]): string {
  return words.map((word, index) => (index > 0 && word.afterBlank ? ' ' : '') + word.content).join('');
}

/** Nothing in a log line may break it, overwrite it or turn it round. */
function clean(text: string): string {
  const line = text
    .replaceAll('\t', ' ')
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
  return line.length <= MAX_DISPLAY_NAME ? line : `${line.slice(0, MAX_DISPLAY_NAME - 1).toWellFormed()}…`;
}
