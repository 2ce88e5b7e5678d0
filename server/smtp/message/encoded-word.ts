import { isUtf8 } from 'node:buffer';
import { lowerAscii } from '../../contract/ascii.ts';

/**
 * Encoded words (RFC 2047), for what a mailbox shows: the log and the search for shown addresses. No address is
 * ever read from one. Raw text has one character per byte; decoded text is Unicode.
 */

/**
 * - `strict`: what RFC 2047 §2 calls an encoded word;
 * - `lenient`: whatever some reader may decode, with blanks inside and faults in the encoding.
 */
type Reading = 'strict' | 'lenient';

/** Decodes the encoded words of raw text; malformed ones and those in an unknown charset stay as they are. */
export function decodeEncodedWords(raw: string, reading: Reading): string {
  if (!raw.includes('=?')) return textOfBytes(raw);
  const charsets = new Charsets();
  let decoded = '';
  let end = 0;
  for (const word of joinAdjacent(findWords(raw, reading), raw)) {
    const before = word.joinsPrevious ? '' : textOfBytes(raw.slice(end, word.start));
    decoded += before + (charsets.decode(word) ?? textOfBytes(raw.slice(word.start, word.end)));
    end = word.end;
  }
  return decoded + textOfBytes(raw.slice(end));
}

/** Whether anything that a reader may take for an encoded word decodes to a NUL, CR or LF, where text may be cut. */
export function hidesLineBreak(raw: string): boolean {
  return Array.from(raw.matchAll(AT_ANY_START)).some(([, encoding = '', encoded = '']) =>
    /[\0\r\n]/.test(decodeBytes(encoding, encoded)),
  );
}

/** The text of raw header bytes: UTF-8 (RFC 6532), else the Windows superset of Latin-1 that old senders use. */
export function textOfBytes(raw: string): string {
  if (!BEYOND_ASCII.test(raw)) return raw;
  const bytes = Buffer.from(raw, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : WINDOWS_1252.decode(bytes);
}

const BEYOND_ASCII = /[\x80-\xff]/;
const WINDOWS_1252 = new TextDecoder('windows-1252');
const STRICT = /=\?([^?\s]+)\?([BQ])\?([^?\s]*)\?=/gi;
const LENIENT = /=\?([^?]*)\?([BQ])\?([^?]*)\?=/gi;
/** A lookahead, so that words are also found where they overlap: `=?x?Q??=?x?Q?=00?=`. */
const AT_ANY_START = /(?==\?[^?]*\?([BQ])\?([^?]*)\?=)/gi;

interface EncodedWord {
  readonly start: number;
  readonly end: number;
  readonly charset: string;
  /** One character per byte. */
  readonly bytes: string;
  readonly joinsPrevious: boolean;
}

function findWords(raw: string, reading: Reading): EncodedWord[] {
  const words: EncodedWord[] = [];
  for (const match of raw.matchAll(reading === 'strict' ? STRICT : LENIENT)) {
    const [source, charset = '', encoding = '', encoded = ''] = match;
    if (reading === 'strict' && !isWellFormed(encoding, encoded)) continue;
    words.push({
      start: match.index,
      end: match.index + source.length,
      charset: lowerAscii(charset.replace(/\*.*$/s, '')), // RFC 2231 §5: charset*language
      bytes: decodeBytes(encoding, encoded),
      joinsPrevious: false,
    });
  }
  return words;
}

/**
 * Blanks between two encoded words are not shown (RFC 2047 §6.2). Those of one charset are decoded as one, since
 * senders cut characters of several bytes in two between them.
 */
function joinAdjacent(words: readonly EncodedWord[], raw: string): EncodedWord[] {
  const joined: EncodedWord[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last === undefined || !/^[ \t]*$/.test(raw.slice(last.end, word.start))) joined.push(word);
    else if (last.charset !== word.charset) joined.push({ ...word, joinsPrevious: true });
    else joined[joined.length - 1] = { ...last, end: word.end, bytes: last.bytes + word.bytes };
  }
  return joined;
}

function isWellFormed(encoding: string, encoded: string): boolean {
  if (isBase64(encoding)) return /^[A-Za-z0-9+/]*={0,2}$/.test(encoded);
  return !/=(?![0-9A-F]{2})/i.test(encoded);
}

function decodeBytes(encoding: string, encoded: string): string {
  if (isBase64(encoding)) return Buffer.from(encoded, 'base64').toString('latin1');
  // RFC 2047 §4.2: `_` is the byte 20 whatever the charset, `=` with two digits is any byte.
  return encoded
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

function isBase64(encoding: string): boolean {
  return lowerAscii(encoding) === 'b';
}

/** More than the Encoding Standard has names for charsets; to be told that a name is unknown is dear. */
const MAX_CHARSETS = 300;

/** The decoders that one text needs, each made once. */
class Charsets {
  readonly #decoders = new Map<string, TextDecoder | null>();

  /** Null where the charset is unknown. */
  decode({ charset, bytes }: EncodedWord): string | null {
    return this.#decoderOf(charset)?.decode(Buffer.from(bytes, 'latin1')) ?? null;
  }

  #decoderOf(charset: string): TextDecoder | null {
    const known = this.#decoders.get(charset);
    if (known !== undefined || this.#decoders.size === MAX_CHARSETS) return known ?? null;
    const decoder = createDecoder(charset);
    this.#decoders.set(charset, decoder);
    return decoder;
  }
}

function createDecoder(charset: string): TextDecoder | null {
  try {
    return new TextDecoder(charset);
  } catch (error) {
    // TextDecoder throws this for a charset that it does not know.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
