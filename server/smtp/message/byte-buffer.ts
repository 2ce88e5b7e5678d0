/** Bytes gathered one at a time. Memory is at most twice what was appended. */
export class ByteBuffer {
  #bytes = new Uint8Array(32);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }

  /** A copy of what was gathered. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }
}
