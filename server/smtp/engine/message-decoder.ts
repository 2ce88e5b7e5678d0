import type { BodyDefect } from './session-handler.ts';

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;
const DOT = 0x2e;

/** Far beyond the 998 octets of RFC 5322 §2.1.1, which real mail exceeds; a line must still fit in memory. */
const LINE_BYTES = 1_048_576;

/** Segments shorter than this are copied byte by byte: a call would cost more than the bytes. */
const SHORT_SEGMENT = 32;

// States, numbers because the loop below is the hottest of the server.
const LINE_START = 0;
const TEXT = 1;
const AFTER_CR = 2;
/** A dot stands at the start of a line; it is withheld. */
const AFTER_DOT = 3;
/** A dot and a CR stand at the start of a line; both are withheld. */
const AFTER_DOT_CR = 4;

export interface Decoded {
  /** Message content; a view of the chunk where nothing had to be changed. */
  readonly content: Buffer;
  /** Where in the chunk the terminator ended, or null while the message goes on. */
  readonly end: number | null;
}

/**
 * Turns the bytes between DATA and the dot into the message (RFC 5321 §4.5.2), in whatever pieces they come.
 * A line starts after CRLF and nowhere else: only there is a dot removed, only CRLF.CRLF ends the message.
 * A CR or LF that stands alone is reported; with `normalise` it also becomes CRLF in the content, which
 * changes nothing in how the input is read.
 */
export class MessageDecoder {
  readonly #normalises: boolean;
  #state = LINE_START;
  /** CRs in a row before the byte that comes next. */
  #crRun = 0;
  #lineBytes = 0;
  // Flags and no set: a message of a million lone LFs must cost no more than another.
  #hasLoneCr = false;
  #hasLoneLf = false;
  #hasNul = false;
  #hasLongLine = false;
  /** The last line end was CR CR LF: some servers do not take it for one. */
  #unclearLineEnd = false;
  #out: Buffer | null = null;
  #outLength = 0;

  constructor(loneLineEnds: 'keep' | 'normalise') {
    this.#normalises = loneLineEnds === 'normalise';
  }

  get defects(): ReadonlySet<BodyDefect> {
    const defects = new Set<BodyDefect>();
    if (this.#hasLoneCr) defects.add('bare-cr');
    if (this.#hasLoneLf) defects.add('bare-lf');
    if (this.#hasNul) defects.add('nul');
    if (this.#hasLongLine) defects.add('line-too-long');
    return defects;
  }

  /**
   * Whether the terminator was CR CR LF . CR LF. A server before us that does not see a line end in CR CR LF
   * passes the dot on unstuffed; what follows it may be meant to look like commands of that server.
   */
  get endIsUnclear(): boolean {
    return this.#unclearLineEnd;
  }

  decode(chunk: Buffer): Decoded {
    this.#out = null;
    this.#outLength = 0;
    const size = chunk.length;
    let state = this.#state;
    let from = 0;
    let lineFrom = -this.#lineBytes;
    for (let at = 0; at < size; at++) {
      const byte = chunk[at] ?? NUL;
      if (state === TEXT) {
        if (byte > CR) continue;
      } else if (state === AFTER_CR) {
        if (byte === LF) {
          this.#unclearLineEnd = this.#crRun > 1;
          this.#crRun = 0;
          this.#endLine(at - lineFrom);
          lineFrom = at + 1;
          state = LINE_START;
          continue;
        }
        from = this.#loneCr(chunk, from, at);
        state = TEXT;
      } else if (state === LINE_START) {
        if (byte === DOT) {
          this.#append(chunk, from, at);
          from = at + 1;
          state = AFTER_DOT;
          continue;
        }
        state = TEXT;
      } else if (state === AFTER_DOT) {
        if (byte === CR) {
          from = at + 1;
          state = AFTER_DOT_CR;
          continue;
        }
        state = TEXT;
      } else {
        if (byte === LF) {
          this.#state = LINE_START;
          return { content: this.#content(chunk, from, from), end: at + 1 };
        }
        this.#appendByte(chunk, CR);
        this.#crRun = 1;
        from = this.#loneCr(chunk, at, at);
        state = TEXT;
      }

      if (byte === CR) {
        this.#crRun += 1;
        state = AFTER_CR;
      } else {
        this.#crRun = 0;
        if (byte === LF) {
          this.#hasLoneLf = true;
          if (this.#normalises) {
            this.#append(chunk, from, at);
            this.#appendByte(chunk, CR);
            from = at;
          }
        } else if (byte === NUL) this.#hasNul = true;
      }
    }
    this.#state = state;
    this.#endLine(size - lineFrom);
    this.#lineBytes = size - lineFrom;
    return { content: this.#content(chunk, from, size), end: null };
  }

  /** The CR before `at` stands alone. Answers where the part of the chunk not yet taken begins. */
  #loneCr(chunk: Buffer, from: number, at: number): number {
    this.#hasLoneCr = true;
    if (!this.#normalises) return from;
    this.#append(chunk, from, at);
    this.#appendByte(chunk, LF);
    return at;
  }

  #endLine(bytes: number): void {
    if (bytes > LINE_BYTES) this.#hasLongLine = true;
  }

  #content(chunk: Buffer, from: number, to: number): Buffer {
    if (this.#out === null) return chunk.subarray(from, to);
    this.#append(chunk, from, to);
    return this.#out.subarray(0, this.#outLength);
  }

  #append(chunk: Buffer, from: number, to: number): void {
    if (from === to) return;
    const out = this.#outFor(chunk);
    let length = this.#outLength;
    if (to - from < SHORT_SEGMENT) {
      for (let at = from; at < to; at++) out[length++] = chunk[at] ?? NUL;
    } else {
      out.set(chunk.subarray(from, to), length);
      length += to - from;
    }
    this.#outLength = length;
  }

  #appendByte(chunk: Buffer, byte: number): void {
    const out = this.#outFor(chunk);
    out[this.#outLength++] = byte;
  }

  /** Room for the chunk with every byte a line end made two, and what was withheld before it. */
  #outFor(chunk: Buffer): Buffer {
    this.#out ??= Buffer.allocUnsafe((this.#normalises ? 2 * chunk.length : chunk.length) + 2);
    return this.#out;
  }
}
