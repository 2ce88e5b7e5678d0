import { COLON, CR, isBlank, LF, lowerCaseByte } from './ascii-bytes.ts';
import { ByteBuffer } from './byte-buffer.ts';

/**
 * Passes a message through, byte for byte, without the `Return-Path:` fields of its own header block: only the
 * final delivery writes that field (RFC 5321 §4.4), and what a client says in it is judged by nobody.
 *
 * Where the chunks are cut makes no difference to the bytes that come out. What comes out are views of the
 * chunks that went in, so a chunk must not be written to again. At most one line's start is held back.
 * The header ends at the first empty line, whatever else is wrong with it.
 */
export class HeaderFilter {
  #place: 'line-start' | 'after-cr' | 'name' | 'before-colon' | 'line' | 'body' = 'line-start';
  #dropping = false;
  readonly #held = new ByteBuffer();

  push(chunk: Uint8Array): Uint8Array[] {
    return this.#place === 'body' ? [chunk] : this.#filter(chunk);
  }

  /** The message has ended: what was held back is no `Return-Path:` field. */
  finish(): Uint8Array[] {
    return this.#held.length > 0 ? [this.#release()] : [];
  }

  #filter(chunk: Uint8Array): Uint8Array[] {
    const output: Uint8Array[] = [];
    let passedFrom = 0;
    for (let index = 0; index < chunk.length && this.#place !== 'body'; index++) {
      const heldBefore = this.#held.length;
      const fate = this.#readByte(chunk[index] ?? 0);
      if (fate === 'pass') {
        if (heldBefore > 0) output.push(this.#release());
        continue;
      }
      if (index > passedFrom) output.push(chunk.subarray(passedFrom, index));
      passedFrom = index + 1;
    }
    if (chunk.length > passedFrom) output.push(chunk.subarray(passedFrom));
    return output;
  }

  #readByte(byte: number): 'pass' | 'withhold' {
    switch (this.#place) {
      case 'line-start':
        return this.#startLine(byte);
      case 'after-cr':
        this.#place = byte === LF ? 'body' : 'line';
        return 'pass';
      case 'name':
        if (lowerCaseByte(byte) !== RETURN_PATH[this.#held.length]) return this.#keepLine(byte);
        this.#held.append(byte);
        if (this.#held.length === RETURN_PATH.length) this.#place = 'before-colon';
        return 'withhold';
      case 'before-colon':
        return this.#readBeforeColon(byte);
      case 'line':
        if (byte === LF) this.#place = 'line-start';
        return this.#dropping ? 'withhold' : 'pass';
      case 'body':
        return 'pass';
    }
  }

  #startLine(byte: number): 'pass' | 'withhold' {
    if (isBlank(byte)) {
      // RFC 5322 §2.2.3: the line goes the way of the field that it continues.
      this.#place = 'line';
      return this.#dropping ? 'withhold' : 'pass';
    }
    this.#dropping = false;
    if (lowerCaseByte(byte) === RETURN_PATH[0]) {
      this.#held.append(byte);
      this.#place = 'name';
      return 'withhold';
    }
    if (byte === CR) this.#place = 'after-cr';
    else this.#place = byte === LF ? 'body' : 'line';
    return 'pass';
  }

  #readBeforeColon(byte: number): 'pass' | 'withhold' {
    if (byte === COLON) {
      this.#held.clear();
      this.#dropping = true;
      this.#place = 'line';
      return 'withhold';
    }
    // RFC 5322 §4.5 allows blanks before the colon; §2.1.1 allows no line that is longer than this.
    if (!isBlank(byte) || this.#held.length >= MAX_LINE_BYTES) return this.#keepLine(byte);
    this.#held.append(byte);
    return 'withhold';
  }

  #keepLine(byte: number): 'pass' {
    this.#place = byte === LF ? 'line-start' : 'line';
    return 'pass';
  }

  #release(): Uint8Array {
    const bytes = this.#held.bytes();
    this.#held.clear();
    return bytes;
  }
}

const MAX_LINE_BYTES = 998;
const RETURN_PATH = new TextEncoder().encode('return-path');
