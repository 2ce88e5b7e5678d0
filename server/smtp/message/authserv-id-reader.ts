import { CR, isBlank, LF } from './ascii-bytes.ts';
import { ByteBuffer } from './byte-buffer.ts';

/**
 * Reads the authserv-id with which an `Authentication-Results:` field begins (RFC 8601 §2.2): a token or a quoted
 * string behind any comments and folds. Given the bytes behind the colon, one by one.
 */
export class AuthservIdReader {
  #place: 'before' | 'token' | 'quoted' | 'done' = 'before';
  #commentDepth = 0;
  #isEscaped = false;
  readonly #id = new ByteBuffer();

  /** Whether it wants more bytes. */
  push(byte: number): boolean {
    if (this.#place === 'token') {
      if (isTokenByte(byte)) this.#id.append(byte);
      else this.#place = 'done';
    } else if (this.#place === 'quoted') this.#readQuoted(byte);
    else if (this.#commentDepth > 0) this.#readComment(byte);
    else this.#readBefore(byte);
    return this.#place !== 'done' && this.#id.length <= MAX_ID_BYTES;
  }

  /** What was read; null where the field does not begin with an id. */
  get id(): string | null {
    return this.#id.length === 0 ? null : Buffer.from(this.#id.bytes()).toString('utf8');
  }

  #readBefore(byte: number): void {
    if (isBlank(byte) || byte === CR || byte === LF) return;
    if (byte === OPENING) this.#commentDepth = 1;
    else if (byte === QUOTE) this.#place = 'quoted';
    else if (isTokenByte(byte)) {
      this.#place = 'token';
      this.#id.append(byte);
    } else this.#place = 'done';
  }

  // RFC 5322 §3.2.2: comments nest, and a backslash takes its meaning from the next byte.
  #readComment(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === OPENING) this.#commentDepth += 1;
    else if (byte === CLOSING) this.#commentDepth -= 1;
  }

  #readQuoted(byte: number): void {
    if (byte === CR || byte === LF) return;
    if (this.#isEscaped) {
      this.#isEscaped = false;
      this.#id.append(byte);
    } else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) this.#place = 'done';
    else this.#id.append(byte);
  }
}

/** Longer than any host name (RFC 5321 §4.5.3.1.2), as U-labels too. */
const MAX_ID_BYTES = 1024;
const QUOTE = 0x22;
const OPENING = 0x28;
const CLOSING = 0x29;
const BACKSLASH = 0x5c;
/** RFC 2045 §5.1 tspecials. */
const SPECIALS: ReadonlySet<number> = new Set(Buffer.from('()<>@,;:\\"/[]?='));

/** RFC 2045 §5.1; beyond ASCII for U-labels (RFC 8616 §4). */
function isTokenByte(byte: number): boolean {
  return byte > 0x20 && byte !== 0x7f && !SPECIALS.has(byte);
}
