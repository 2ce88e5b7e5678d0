import { COLON, CR, isBlank, LF, lowerCaseByte, NUL, SPACE } from './ascii-bytes.ts';
import { ByteBuffer } from './byte-buffer.ts';

/**
 * Why a header block is not passed on: two mail programs could read it two ways.
 * - `bare-cr`, `bare-lf`, `nul`: a byte at which some readers end the line or the text;
 * - `from-behind-separator`: in another field a From, and before it a control at which some readers end the line;
 * - `no-header-field`: a line before the body that is neither a field nor the continuation of one, where some
 *   readers end the header, some skip the line, and some read a field in it;
 * - `from-without-colon`: the name From, cut from its colon by a line end;
 * - `repeated-from`: a second From field, even an identical one (RFC 5322 §3.6 allows exactly one);
 * - `too-large`: more than {@link MAX_HEADER_BYTES} before the empty line.
 */
export type HeaderDefect =
  | 'bare-cr'
  | 'bare-lf'
  | 'nul'
  | 'from-behind-separator'
  | 'no-header-field'
  | 'from-without-colon'
  | 'repeated-from'
  | 'too-large';

export type HeaderScan =
  | {
      readonly kind: 'scanned';
      /** What stands behind the colon of the one From field, folding included; null where there is none. */
      readonly fromField: Uint8Array | null;
      readonly otherFields: number;
    }
  | { readonly kind: 'defect'; readonly defect: HeaderDefect };

/** Largest header block that is scanned, in bytes, without the empty line that ends it. */
export const MAX_HEADER_BYTES = 262_144;

/**
 * Finds the From field in the header block of a message (RFC 5322 §2.2), byte by byte, so that where the
 * chunks are cut makes no difference. Looks at every byte once, stops at the empty line or the first defect,
 * and keeps nothing but the From field.
 */
export class HeaderScanner {
  #place: 'line-start' | 'name' | 'before-colon' | 'value' = 'line-start';
  #afterCr = false;
  #size = 0;
  #nameLength = 0;
  #nameMayBeFrom = true;
  #inFrom = false;
  /** How much of the name From stands behind a line separator in another field; null where none does. */
  #watched: number | null = null;
  #fromField: ByteBuffer | null = null;
  #otherFields = 0;
  #scan: HeaderScan | null = null;

  push(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (this.#scan !== null) return;
      this.#readByte(byte);
    }
  }

  /** What was found, once the header has ended; null before. */
  get scan(): HeaderScan | null {
    return this.#scan;
  }

  /** The message has ended. Without an empty line all of it is header: RFC 5322 §3.5 lets the body be absent. */
  finish(): HeaderScan {
    if (this.#afterCr) this.#refuse('bare-cr');
    if (this.#place !== 'line-start') this.#endLine();
    return (this.#scan ??= this.#complete());
  }

  #readByte(byte: number): void {
    if (this.#afterCr) {
      this.#afterCr = false;
      if (byte === LF) this.#endLine();
      else this.#refuse('bare-cr');
      return;
    }
    if (byte === CR) {
      this.#afterCr = true;
      return;
    }
    if (byte === LF) this.#refuse('bare-lf');
    else if (byte === NUL) this.#refuse('nul');
    else if (++this.#size > MAX_HEADER_BYTES) this.#refuse('too-large');
    else this.#readLineByte(byte);
  }

  #readLineByte(byte: number): void {
    switch (this.#place) {
      case 'line-start':
        if (isBlank(byte)) this.#continueField(byte);
        else this.#startName(byte);
        return;
      case 'name':
        this.#readNameByte(byte);
        return;
      case 'before-colon':
        if (byte === COLON) this.#startValue();
        else if (!isBlank(byte)) this.#refuse('no-header-field');
        return;
      case 'value':
        if (this.#inFrom) this.#fromField?.append(byte);
        else this.#watchForFrom(byte);
    }
  }

  #watchForFrom(byte: number): void {
    if (isLineSeparator(byte)) this.#watched = 0;
    else if (this.#watched === null) return;
    else if (this.#watched < FROM.length)
      this.#watched = FROM[this.#watched] === lowerCaseByte(byte) ? this.#watched + 1 : null;
    else if (byte === COLON) this.#refuse('from-behind-separator');
    else if (!isBlank(byte)) this.#watched = null;
  }

  // RFC 5322 §2.2.3: a line that starts with a blank belongs to the field above it.
  #continueField(byte: number): void {
    if (this.#fromField === null && this.#otherFields === 0) {
      this.#refuse('no-header-field');
      return;
    }
    this.#place = 'value';
    if (this.#inFrom) for (const folded of [CR, LF, byte]) this.#fromField?.append(folded);
  }

  #startName(byte: number): void {
    this.#place = 'name';
    this.#nameLength = 0;
    this.#nameMayBeFrom = true;
    this.#readNameByte(byte);
  }

  #readNameByte(byte: number): void {
    if (byte === COLON && this.#nameLength > 0) this.#startValue();
    // RFC 5322 §4.5: blanks before the colon are the obsolete form of the same field.
    else if (isBlank(byte)) this.#place = 'before-colon';
    else if (!isNameByte(byte)) this.#refuse('no-header-field');
    else this.#nameMayBeFrom &&= FROM[this.#nameLength++] === lowerCaseByte(byte);
  }

  #startValue(): void {
    this.#place = 'value';
    this.#inFrom = this.#nameIsFrom();
    if (!this.#inFrom) this.#otherFields++;
    else if (this.#fromField === null) this.#fromField = new ByteBuffer();
    else this.#refuse('repeated-from');
  }

  #endLine(): void {
    switch (this.#place) {
      case 'line-start':
        this.#scan ??= this.#complete();
        return;
      case 'name':
      case 'before-colon':
        this.#refuse(this.#nameIsFrom() ? 'from-without-colon' : 'no-header-field');
        return;
      case 'value':
        this.#place = 'line-start';
        this.#watched = null;
        this.#size += 2;
        if (this.#size > MAX_HEADER_BYTES) this.#refuse('too-large');
    }
  }

  #nameIsFrom(): boolean {
    return this.#nameMayBeFrom && this.#nameLength === FROM.length;
  }

  #complete(): HeaderScan {
    return {
      kind: 'scanned',
      fromField: this.#fromField?.bytes() ?? null,
      otherFields: this.#otherFields,
    };
  }

  #refuse(defect: HeaderDefect): void {
    this.#scan ??= { kind: 'defect', defect };
  }
}

const FROM = new TextEncoder().encode('from');

/** VT, FF, FS, GS and RS: readers that split text by Unicode's idea of a line, as Python's splitlines does, split here. */
function isLineSeparator(byte: number): boolean {
  return byte === 0x0b || byte === 0x0c || (byte >= 0x1c && byte <= 0x1e);
}

/** RFC 5322 §3.6.8 ftext: printable ASCII without the colon. */
function isNameByte(byte: number): boolean {
  return byte > SPACE && byte < 0x7f && byte !== COLON;
}
