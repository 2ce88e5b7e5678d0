import { canonicalDomain } from '../../contract/domain.ts';
import { COLON, CR, isBlank, LF } from './ascii-bytes.ts';
import { AuthservIdReader } from './authserv-id-reader.ts';
import { ByteBuffer } from './byte-buffer.ts';
import { FieldNameMatcher } from './field-name-matcher.ts';

export interface FilterOptions {
  /** The name, in canonical form, in which this server alone writes `Authentication-Results:`. */
  readonly hostname: string;
  /** The message comes from one of our accounts, not from another server. */
  readonly isSubmission: boolean;
}

/**
 * Passes a message through, byte for byte, without those fields of its own header block that a client may not write:
 * - `Return-Path:`, for only the final delivery writes it (RFC 5321 §4.4), and what a client says in it is judged by
 *   nobody;
 * - `Authentication-Results:` in this server's name (RFC 8601 §5), which readers would believe; one whose name cannot
 *   be read goes too, for another reader may read ours in it;
 * - on submission `Bcc:` and `Resent-Bcc:` (RFC 5322 §3.6.3): the envelope has these recipients.
 *
 * Where the chunks are cut makes no difference to the bytes that come out. What comes out are views of the chunks that
 * went in, so a chunk must not be written to again. At most {@link MAX_HELD_BYTES} are held back. The header ends at
 * the first empty line, whatever else is wrong with it.
 */
export class HeaderFilter {
  readonly #hostname: string;
  readonly #names: FieldNameMatcher;
  #place: 'line-start' | 'after-cr' | 'name' | 'before-colon' | 'id' | 'id-line-start' | 'line' | 'body' =
    'line-start';
  #dropping = false;
  #idReader = new AuthservIdReader();
  readonly #held = new ByteBuffer();
  #output: Uint8Array[] = [];

  constructor({ hostname, isSubmission }: FilterOptions) {
    this.#hostname = hostname;
    this.#names = new FieldNameMatcher([
      'return-path',
      AUTHENTICATION_RESULTS,
      ...(isSubmission ? ['bcc', 'resent-bcc'] : []),
    ]);
  }

  push(chunk: Uint8Array): Uint8Array[] {
    return this.#place === 'body' ? [chunk] : this.#filter(chunk);
  }

  /** The message has ended: what was held back is a field after all, or none that is dropped. */
  finish(): Uint8Array[] {
    if (this.#place === 'id' || this.#place === 'id-line-start') this.#decideId();
    this.#release();
    return this.#takeOutput();
  }

  #filter(chunk: Uint8Array): Uint8Array[] {
    let passedFrom = 0;
    for (let index = 0; index < chunk.length && this.#place !== 'body'; index++) {
      if (this.#readByte(chunk[index] ?? 0) === 'pass') {
        // Whatever is held came right before this byte: nothing of the chunk waits to be passed on.
        this.#release();
        continue;
      }
      if (index > passedFrom) this.#output.push(chunk.subarray(passedFrom, index));
      passedFrom = index + 1;
    }
    if (chunk.length > passedFrom) this.#output.push(chunk.subarray(passedFrom));
    return this.#takeOutput();
  }

  #readByte(byte: number): Fate {
    switch (this.#place) {
      case 'line-start':
        return this.#startLine(byte);
      case 'after-cr':
        this.#place = byte === LF ? 'body' : 'line';
        return 'pass';
      case 'name':
        return this.#readName(byte);
      case 'before-colon':
        return this.#readBeforeColon(byte);
      case 'id':
        return this.#readId(byte);
      case 'id-line-start':
        if (isBlank(byte)) return this.#readId(byte);
        this.#decideId();
        this.#release();
        return this.#startLine(byte);
      case 'line':
        if (byte === LF) this.#place = 'line-start';
        return this.#dropping ? 'withhold' : 'pass';
      case 'body':
        return 'pass';
    }
  }

  #startLine(byte: number): Fate {
    if (isBlank(byte)) {
      // RFC 5322 §2.2.3: the line goes the way of the field that it continues.
      this.#place = 'line';
      return this.#dropping ? 'withhold' : 'pass';
    }
    this.#dropping = false;
    this.#names.start();
    if (this.#names.push(byte)) return this.#hold(byte, 'name');
    if (byte === CR) this.#place = 'after-cr';
    else this.#place = byte === LF ? 'body' : 'line';
    return 'pass';
  }

  #readName(byte: number): Fate {
    if (byte === COLON || isBlank(byte)) {
      return this.#names.matched() === null ? this.#keepLine(byte) : this.#readBeforeColon(byte);
    }
    return this.#names.push(byte) ? this.#hold(byte, 'name') : this.#keepLine(byte);
  }

  #readBeforeColon(byte: number): Fate {
    if (byte === COLON) {
      if (this.#names.matched() === AUTHENTICATION_RESULTS) {
        this.#idReader = new AuthservIdReader();
        return this.#hold(byte, 'id');
      }
      this.#drop();
      return 'withhold';
    }
    // RFC 5322 §4.5 allows blanks before the colon; §2.1.1 allows no line that is longer than this.
    if (!isBlank(byte) || this.#held.length >= MAX_LINE_BYTES) return this.#keepLine(byte);
    return this.#hold(byte, 'before-colon');
  }

  #readId(byte: number): Fate {
    this.#hold(byte, byte === LF ? 'id-line-start' : 'id');
    const isUndecided = this.#idReader.push(byte);
    if (isUndecided && this.#held.length < MAX_HELD_BYTES) return 'withhold';
    this.#decideId();
    this.#place = byte === LF ? 'line-start' : 'line';
    if (!this.#dropping) this.#release();
    return 'withhold';
  }

  #decideId(): void {
    const { id } = this.#idReader;
    // RFC 1034 §3.1: a final dot is the root and makes no other name.
    const isOurs = id === null || canonicalDomain(id.replace(/\.$/, '')) === this.#hostname;
    if (isOurs) this.#drop();
  }

  #drop(): void {
    this.#held.clear();
    this.#dropping = true;
    this.#place = 'line';
  }

  #hold(byte: number, place: 'name' | 'before-colon' | 'id' | 'id-line-start'): 'withhold' {
    this.#held.append(byte);
    this.#place = place;
    return 'withhold';
  }

  #keepLine(byte: number): 'pass' {
    this.#place = byte === LF ? 'line-start' : 'line';
    return 'pass';
  }

  #release(): void {
    if (this.#held.length === 0) return;
    this.#output.push(this.#held.bytes());
    this.#held.clear();
  }

  #takeOutput(): Uint8Array[] {
    const output = this.#output;
    this.#output = [];
    return output;
  }
}

type Fate = 'pass' | 'withhold';

const AUTHENTICATION_RESULTS = 'authentication-results';
const MAX_LINE_BYTES = 998;
/** The comments before an authserv-id may go on for ever; nobody who is honest writes this many. */
export const MAX_HELD_BYTES = 4096;
