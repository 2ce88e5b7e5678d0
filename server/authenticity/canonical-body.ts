import { createHash, type Hash } from 'node:crypto';

/** RFC 6376 §3.4.3 and §3.4.4. */
export type BodyForm = 'simple' | 'relaxed';

/** The hash of the first octets of a body in its canonical form. */
export interface BodyHash {
  /** SHA-256 in base64. */
  readonly hash: string;
  readonly hashedBytes: number;
  /** Of the whole body in canonical form. */
  readonly canonicalBytes: number;
}

/**
 * Brings a message body into one canonical form and hashes it, whole and up to given lengths at once, as it streams
 * through: whatever the body looks like, a byte costs about the same, and hashes for several signatures cost one pass.
 * Expects lines that end with CRLF; where the chunks are cut makes no difference.
 */
export class CanonicalBody {
  readonly #keepsBlanks: boolean;
  readonly #hashes: readonly LimitedHash[];
  #hasCr = false;
  #hasBlank = false;
  /** Line ends not followed by anything yet. */
  #lineEnds = 0;
  /** Those of them that came in earlier chunks. */
  #earlierLineEnds = 0;
  #canonicalBytes = 0;
  #out = Buffer.alloc(0);
  #outLength = 0;

  /** `limits`: how many octets each hash is of; null for the whole. */
  constructor(form: BodyForm, limits: readonly (number | null)[] = [null]) {
    this.#keepsBlanks = form === 'simple';
    this.#hashes = limits.map((limit) => new LimitedHash(limit));
  }

  push(chunk: Uint8Array): void {
    const out = Buffer.allocUnsafe(chunk.length + CARRIED_BYTES);
    this.#out = out;
    this.#earlierLineEnds = this.#lineEnds;
    let length = 0;
    let isClear = false;
    for (const byte of chunk) {
      if (isClear && byte > SPACE) {
        out[length++] = byte;
        continue;
      }
      this.#outLength = length;
      this.#readByte(byte);
      length = this.#outLength;
      isClear = !this.#hasCr && !this.#hasBlank && this.#lineEnds === 0;
    }
    this.#update(out.subarray(0, length));
  }

  #readByte(byte: number): void {
    if (byte === LF && this.#hasCr) {
      this.#hasCr = false;
      this.#hasBlank = false;
      this.#lineEnds += 1;
      return;
    }
    const isCr = byte === CR;
    const isBlank = !this.#keepsBlanks && (byte === SPACE || byte === TAB);
    if (this.#hasCr || !(isCr || isBlank)) this.#writeHeld();
    if (isCr) this.#hasCr = true;
    else if (isBlank) this.#hasBlank = true;
    else this.#out[this.#outLength++] = byte;
  }

  /** The body has ended; one hash for each limit, in their order. */
  finish(): readonly BodyHash[] {
    if (this.#hasCr) {
      this.#out = Buffer.allocUnsafe(CARRIED_BYTES);
      this.#outLength = 0;
      this.#earlierLineEnds = this.#lineEnds;
      this.#writeHeld();
      this.#update(this.#out.subarray(0, this.#outLength));
    }
    // RFC 6376 §3.4.3: an empty body is one CRLF; §3.4.4: it stays empty.
    if (this.#keepsBlanks || this.#canonicalBytes > 0) this.#update(LINE_ENDS.subarray(0, 2));
    return this.#hashes.map((hash) => hash.finish(this.#canonicalBytes));
  }

  /** Something follows: line ends, a blank and a CR that were held back belong to the body. */
  #writeHeld(): void {
    // There is no room for those of earlier chunks among the bytes of this one, and nothing of it before them.
    for (; this.#earlierLineEnds > 0; this.#earlierLineEnds -= LINE_ENDS_AT_ONCE) {
      const count = Math.min(this.#earlierLineEnds, LINE_ENDS_AT_ONCE);
      this.#update(LINE_ENDS.subarray(0, 2 * count));
      this.#lineEnds -= count;
    }
    this.#earlierLineEnds = 0;
    for (; this.#lineEnds > 0; this.#lineEnds--) {
      this.#out[this.#outLength++] = CR;
      this.#out[this.#outLength++] = LF;
    }
    if (this.#hasBlank) this.#out[this.#outLength++] = SPACE;
    this.#hasBlank = false;
    if (this.#hasCr) this.#out[this.#outLength++] = CR;
    this.#hasCr = false;
  }

  #update(bytes: Uint8Array): void {
    this.#canonicalBytes += bytes.length;
    for (const hash of this.#hashes) hash.update(bytes);
  }
}

/** RFC 6376 §3.5 l=: of a body only its beginning may be signed. */
class LimitedHash {
  readonly #hash: Hash = createHash('sha256');
  readonly #limit: number;
  #hashedBytes = 0;

  constructor(limit: number | null) {
    this.#limit = limit ?? Infinity;
  }

  update(bytes: Uint8Array): void {
    const left = this.#limit - this.#hashedBytes;
    if (left <= 0) return;
    const part = bytes.length <= left ? bytes : bytes.subarray(0, left);
    this.#hash.update(part);
    this.#hashedBytes += part.length;
  }

  finish(canonicalBytes: number): BodyHash {
    return { hash: this.#hash.digest('base64'), hashedBytes: this.#hashedBytes, canonicalBytes };
  }
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
/** A blank and a CR of the chunk before. */
const CARRIED_BYTES = 2;
const LINE_ENDS_AT_ONCE = 512;
const LINE_ENDS = Buffer.from('\r\n'.repeat(LINE_ENDS_AT_ONCE));
