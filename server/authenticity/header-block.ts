/** More than any honest message has, and little enough to be read by several checks. */
const MAX_HEADER_BYTES = 262_144;
const MAX_FIELDS = 2000;

/**
 * - `complete`: the header block with the empty line that ends it; `rest` is what came with its last bytes;
 * - `too-large`: it is larger than is looked at.
 */
export type HeaderBlock =
  | { readonly kind: 'complete'; readonly header: Buffer; readonly rest: Uint8Array }
  | { readonly kind: 'too-large' };

/** Gathers the header block of a message (RFC 5322 §2.1), wherever the chunks are cut. */
export class HeaderGatherer {
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  #lineEnds = 0;
  /** How much of CR LF CR LF the last bytes are; an empty first line ends the header too. */
  #matched = 2;

  /** Null while the header goes on. */
  push(chunk: Uint8Array): HeaderBlock | null {
    const end = this.#endIn(chunk);
    const part = end === null ? chunk : chunk.subarray(0, end);
    this.#bytes += part.length;
    if (this.#bytes > MAX_HEADER_BYTES || this.#lineEnds > MAX_FIELDS) return { kind: 'too-large' };
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
      if (byte === END[this.#matched]) this.#matched += 1;
      else this.#matched = byte === CR ? 1 : 0;
      if (byte === LF) this.#lineEnds += 1;
      if (this.#matched === END.length) return index + 1;
    }
    return null;
  }
}

const LF = 0x0a;
const CR = 0x0d;
const END = Buffer.from('\r\n\r\n');
