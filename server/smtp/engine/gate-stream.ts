import { SMTPStream } from 'smtp-server/lib/smtp-stream.js';
import { AUTH_LINE_BYTES } from './engine-limits.ts';
import { MessageDecoder } from './message-decoder.ts';
import type { BodyDefect } from './session-handler.ts';

const LF = 0x0a;
const CR = 0x0d;

/** Enough of a line that is too long, and of its CR, to see that it is. */
const LINE_BYTES_KEPT = AUTH_LINE_BYTES + 2;

/** Commands carried out before other connections get their turn. */
const COMMANDS_PER_TURN = 100;

/** Bytes of one line that are read into nothing, once it is too long, before the client is taken for hostile. */
const LINE_FLOOD_BYTES = 65_536;

/** Where the bytes after DATA go. */
export interface MessageReceiver {
  /** A promise holds the client back until it resolves. */
  take(content: Buffer): Promise<void> | undefined;
  /** The dot has come; the next command is read when this resolves. */
  finish(defects: ReadonlySet<BodyDefect>, endIsUnclear: boolean): Promise<void>;
}

/**
 * Cuts what the client sends into command lines and messages. It stands in for the parser of the library,
 * which ends a command and un-stuffs a dot at a lone LF, spends a turn of the event loop on each stuffed dot,
 * and runs a last command that has no line end.
 *
 * On `smtp` listeners a line ends with CRLF only: a lone CR or LF stays in it, for the caller to refuse.
 * Lines reach `oncommand` without their end; of a line that is too long, as much as shows that it is.
 */
export class GateStream extends SMTPStream {
  readonly #kind: 'smtp' | 'msa';
  #line = '';
  #lineOverflow = 0;
  #previousByte = 0;
  #lineIsWaiting = false;
  #decoder: MessageDecoder | null = null;
  #receiver: MessageReceiver | null = null;

  constructor(kind: 'smtp' | 'msa') {
    super();
    this.#kind = kind;
  }

  /** Whether a further line has arrived behind the one being handled (RFC 2920). */
  get lineIsWaiting(): boolean {
    return this.#lineIsWaiting;
  }

  get isReceivingMessage(): boolean {
    return this.#receiver !== null;
  }

  /** What follows the current command line is a message. */
  startMessage(receiver: MessageReceiver): void {
    this.#decoder = new MessageDecoder(this.#kind === 'smtp' ? 'keep' : 'normalise');
    this.#receiver = receiver;
  }

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding | 'buffer',
    next: (error?: Error | null) => void,
  ): void {
    this.#consume(chunk).then(() => {
      next();
    }, next);
  }

  /** The client ended the connection inside a line: that is no command. */
  override _flushData(): void {
    this.#line = '';
  }

  async #consume(chunk: Buffer): Promise<void> {
    let at = 0;
    let commands = 0;
    // The library closes the parser at STARTTLS (RFC 3207 §4.2) and at the end: what is left in the chunk is dropped.
    while (at < chunk.length && !this.isClosed) {
      if (this.#receiver !== null && this.#decoder !== null) {
        at += await this.#readMessage(chunk.subarray(at), this.#decoder, this.#receiver);
        continue;
      }
      const end = this.#findLineEnd(chunk, at);
      this.#addToLine(chunk, at, end ?? chunk.length);
      if (end === null) return;
      at = end + 1;
      this.#previousByte = 0;
      this.#lineIsWaiting = this.#findLineEnd(chunk, at) !== null;
      await this.#runLine();
      if (++commands % COMMANDS_PER_TURN === 0) await nextTurn();
    }
  }

  /** Answers how many bytes of the chunk belonged to the message. */
  async #readMessage(chunk: Buffer, decoder: MessageDecoder, receiver: MessageReceiver): Promise<number> {
    const { content, end } = decoder.decode(chunk);
    if (content.length > 0) await receiver.take(content);
    if (end === null) return chunk.length;
    this.#decoder = null;
    this.#receiver = null;
    if (!this.isClosed) await receiver.finish(decoder.defects, decoder.endIsUnclear);
    return end;
  }

  async #runLine(): Promise<void> {
    const line = Buffer.from(this.#line.endsWith('\r') ? this.#line.slice(0, -1) : this.#line, 'latin1');
    this.#line = '';
    this.#lineOverflow = 0;
    await new Promise<void>((resolve) => {
      this.oncommand(line, resolve);
    });
  }

  /** The index of the LF that ends the line, or null where the chunk does not have it. */
  #findLineEnd(chunk: Buffer, from: number): number | null {
    for (let at = chunk.indexOf(LF, from); at >= 0; at = chunk.indexOf(LF, at + 1)) {
      const previous = at > from ? chunk[at - 1] : this.#previousByte;
      if (this.#kind === 'msa' || previous === CR) return at;
    }
    return null;
  }

  #addToLine(chunk: Buffer, from: number, to: number): void {
    if (to > from) this.#previousByte = chunk[to - 1] ?? 0;
    const room = LINE_BYTES_KEPT - this.#line.length;
    this.#line += chunk.toString('latin1', from, Math.min(to, from + room));
    this.#lineOverflow += Math.max(0, to - from - room);
    if (this.#lineOverflow > LINE_FLOOD_BYTES) throw new Error('The command line does not end.');
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
