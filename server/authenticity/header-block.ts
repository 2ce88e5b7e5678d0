/** More than any honest message has, and little enough to be read by several checks. */
const MAX_HEADER_BYTES = 262_144;
const MAX_LINES = 2000;
/**
 * Of blanks, or of one character. mailauth trims values by regular expressions whose time grows with the square of
 * such a run: a quarter of a megabyte of blanks within a signature would take it half a minute.
 */
const MAX_RUN_BYTES = 256;

/**
 * - `complete`: the header block with the empty line that ends it; `rest` is what came with its last bytes;
 * - `unwieldy`: it is larger than is looked at, or made to be slow to read.
 */
export type HeaderBlock =
  | { readonly kind: 'complete'; readonly header: Buffer; readonly rest: Uint8Array }
  | { readonly kind: 'unwieldy' };

/** Gathers the header block of a message (RFC 5322 §2.1), wherever the chunks are cut. */
export class HeaderGatherer {
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  #lines = 0;
  #previous = 0;
  #run = 0;
  #longestRun = 0;
  /** How much of CR LF CR LF the last bytes are; an empty first line ends the header too. */
  #matched = 2;

  /** Null while the header goes on. */
  push(chunk: Uint8Array): HeaderBlock | null {
    const end = this.#endIn(chunk);
    const part = end === null ? chunk : chunk.subarray(0, end);
    this.#bytes += part.length;
    if (this.#bytes > MAX_HEADER_BYTES || this.#lines > MAX_LINES || this.#longestRun > MAX_RUN_BYTES) {
      return { kind: 'unwieldy' };
    }
    this.#chunks.push(part);
    return end === null ? null : this.#complete(chunk.subarray(end));
  }

  /** The message has ended: all of it is header (RFC 5322 §3.5). */
  finish(): HeaderBlock {
    this.#chunks.push(Buffer.from(this.#matched >= 2 ? '\r\n' : '\r\n\r\n'));
    return this.#complete(new Uint8Array());
  }

  #complete(rest: Uint8Array): HeaderBlock {
    return { kind: 'complete', header: Buffer.concat(this.#chunks), rest };
  }

  #endIn(chunk: Uint8Array): number | null {
    for (const [index, byte] of chunk.entries()) {
      this.#measureRun(byte);
      if (byte === END[this.#matched]) this.#matched += 1;
      else this.#matched = byte === CR ? 1 : 0;
      if (byte === LF) this.#lines += 1;
      if (this.#matched === END.length) return index + 1;
    }
    return null;
  }

  /** Line ends and controls are blanks here, as they are to a regular expression. */
  #measureRun(byte: number): void {
    const goesOn = byte === this.#previous || (byte <= SPACE && this.#previous <= SPACE);
    this.#run = goesOn ? this.#run + 1 : 1;
    this.#previous = byte;
    if (this.#run > this.#longestRun) this.#longestRun = this.#run;
  }
}

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const END = Buffer.from('\r\n\r\n');
