import { lowerCaseByte } from './ascii-bytes.ts';

/** Tells byte by byte which of a few header field names a line begins with; letters in either case. At most 31 names. */
export class FieldNameMatcher {
  readonly #names: readonly string[];
  readonly #bytes: readonly Uint8Array[];
  /** Bit n is set while name n still fits. */
  #fitting = 0;
  #length = 0;

  /** `names` in lower case. */
  constructor(names: readonly string[]) {
    this.#names = names;
    this.#bytes = names.map((name) => new TextEncoder().encode(name));
  }

  /** A line begins. */
  start(): void {
    this.#fitting = (1 << this.#names.length) - 1;
    this.#length = 0;
  }

  /** Takes the next byte of the line; false where no name fits any longer. */
  push(byte: number): boolean {
    const lower = lowerCaseByte(byte);
    for (let index = 0; index < this.#bytes.length; index++) {
      if (this.#bytes[index]?.[this.#length] !== lower) this.#fitting &= ~(1 << index);
    }
    this.#length += 1;
    return this.#fitting !== 0;
  }

  /** The name that the bytes so far are, or null. */
  matched(): string | null {
    const index = this.#bytes.findIndex(
      ({ length }, at) => length === this.#length && (this.#fitting & (1 << at)) !== 0,
    );
    return this.#names[index] ?? null;
  }
}
