import { COLON, CR, isBlank, LF } from './ascii-bytes.ts';
import { FieldNameMatcher } from './field-name-matcher.ts';

/**
 * Counts the fields of a few names in the header block of a message as it streams through. Expects lines that end
 * with CRLF; where the chunks are cut makes no difference.
 */
export class FieldCounter<Name extends string> {
  readonly #names: FieldNameMatcher;
  readonly #counts = new Map<string, number>();
  /** Bytes of the line so far, its CR not counted. */
  #column = 0;
  #mayBeName = false;
  #isInBody = false;

  /** `names` in lower case. */
  constructor(names: readonly Name[]) {
    this.#names = new FieldNameMatcher(names);
  }

  count(name: Name): number {
    return this.#counts.get(name) ?? 0;
  }

  push(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (this.#isInBody) return;
      this.#readByte(byte);
    }
  }

  #readByte(byte: number): void {
    if (byte === CR) return;
    if (byte === LF) {
      this.#isInBody = this.#column === 0;
      this.#column = 0;
      return;
    }
    if (this.#column === 0) {
      this.#names.start();
      this.#mayBeName = true;
    }
    if (this.#mayBeName) this.#readName(byte);
    this.#column += 1;
  }

  #readName(byte: number): void {
    if (byte === COLON || isBlank(byte)) {
      const name = this.#names.matched();
      if (name !== null) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
      this.#mayBeName = false;
    } else this.#mayBeName = this.#names.push(byte);
  }
}
