import { COLON, CR, isBlank, LF, lowerCaseByte } from './ascii-bytes.ts';

/**
 * Counts the `Received:` fields of a message as it streams through: each server on its way has added one
 * (RFC 5321 §4.4). Expects lines that end with CRLF; where the chunks are cut makes no difference.
 */
export class HopCounter {
  #hops = 0;
  /** Bytes of the line so far, its CR not counted. */
  #column = 0;
  #mayBeReceived = true;
  #isInBody = false;

  get hops(): number {
    return this.#hops;
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
      this.#mayBeReceived = true;
      return;
    }
    if (this.#mayBeReceived) this.#readName(byte);
    this.#column += 1;
  }

  #readName(byte: number): void {
    if (this.#column < RECEIVED.length) {
      this.#mayBeReceived = RECEIVED[this.#column] === lowerCaseByte(byte);
      return;
    }
    this.#mayBeReceived = false;
    if (byte === COLON || isBlank(byte)) this.#hops += 1;
  }
}

const RECEIVED = new TextEncoder().encode('received');
