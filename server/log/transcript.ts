import type { TranscriptLine } from '../contract/session-log.ts';
import { printable } from './printable.ts';

/** Each half of what is kept of one session, in bytes of text and bookkeeping: 64 KiB in all. */
const HALF_BYTES = 32 * 1024;
const BYTES_PER_LINE = 48;

/** What a session said, bounded: its first and its last lines; what was cut between them is counted. */
export class Transcript {
  #head: TranscriptLine[] = [];
  #headBytes = 0;
  #headIsFull = false;
  #tail: TranscriptLine[] = [];
  #tailBytes = 0;
  #omitted = 0;

  get sizeBytes(): number {
    return this.#headBytes + this.#tailBytes;
  }

  get omitted(): number {
    return this.#omitted;
  }

  add(at: number, from: TranscriptLine['from'], text: string): void {
    const line: TranscriptLine = { at, from, text: printable(text) };
    const size = sizeOf(line);
    this.#headIsFull ||= this.#headBytes + size > HALF_BYTES;
    if (this.#headIsFull) this.#addToTail(line, size);
    else {
      this.#head.push(line);
      this.#headBytes += size;
    }
  }

  /** In order, with a note where lines were cut. */
  lines(): readonly TranscriptLine[] {
    if (this.#omitted === 0) return [...this.#head, ...this.#tail];
    const at = this.#tail[0]?.at ?? this.#head.at(-1)?.at ?? 0;
    const text = `${this.#omitted} lines are left out here`;
    return [...this.#head, { at, from: 'note', text }, ...this.#tail];
  }

  /** Frees the memory; every line counts as omitted from now on. */
  clear(): void {
    this.#omitted += this.#head.length + this.#tail.length;
    this.#head = [];
    this.#tail = [];
    this.#headBytes = 0;
    this.#tailBytes = 0;
  }

  #addToTail(line: TranscriptLine, size: number): void {
    this.#tail.push(line);
    this.#tailBytes += size;
    while (this.#tailBytes > HALF_BYTES) {
      const cut = this.#tail.shift();
      if (!cut) return;
      this.#tailBytes -= sizeOf(cut);
      this.#omitted++;
    }
  }
}

function sizeOf(line: TranscriptLine): number {
  return line.text.length + BYTES_PER_LINE;
}
