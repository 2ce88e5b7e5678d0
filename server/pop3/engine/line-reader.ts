import { AUTH_LINE_BYTES } from './engine-limits.ts';

const LF = 0x0a;
/** Enough of a line that is too long, and of its CR, to see that it is. */
const BYTES_KEPT = AUTH_LINE_BYTES + 2;
/** Bytes of one line that are read into nothing, once it is too long, before the client is taken for hostile. */
const FLOOD_BYTES = 65_536;

/**
 * Cuts what the client sends into lines, without their CRLF. A lone LF ends a line too: no message comes in by
 * this protocol, so that nothing can be smuggled. Of a line that is too long, as much is kept as shows that it is.
 */
export class LineReader {
  #waiting: Buffer = Buffer.alloc(0);
  #line = '';
  #overflow = 0;

  /** Whether a whole line waits behind the one that `next` answered last (RFC 2449 §6.6). */
  get lineIsWaiting(): boolean {
    return this.#waiting.includes(LF);
  }

  push(chunk: Buffer): void {
    this.#waiting = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
  }

  /** The next whole line; `flood` where one does not end; null where more has to arrive. */
  next(): Buffer | 'flood' | null {
    const end = this.#waiting.indexOf(LF);
    this.#keep(this.#waiting.subarray(0, end < 0 ? undefined : end));
    this.#waiting = this.#waiting.subarray(end < 0 ? this.#waiting.length : end + 1);
    if (this.#overflow > FLOOD_BYTES) return 'flood';
    if (end < 0) return null;
    const line = this.#line.endsWith('\r') ? this.#line.slice(0, -1) : this.#line;
    this.#line = '';
    this.#overflow = 0;
    return Buffer.from(line, 'latin1');
  }

  /** RFC 2595 §4: forgets everything that came before the handshake. */
  clear(): void {
    this.#waiting = Buffer.alloc(0);
    this.#line = '';
    this.#overflow = 0;
  }

  #keep(bytes: Buffer): void {
    const room = BYTES_KEPT - this.#line.length;
    this.#line += bytes.toString('latin1', 0, Math.max(0, room));
    this.#overflow += Math.max(0, bytes.length - room);
  }
}
