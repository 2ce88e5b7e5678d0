import type net from 'node:net';
import type tls from 'node:tls';
import SMTPConnection, { type Options } from 'nodemailer/lib/smtp-connection';
import { NO_CAPABILITIES, readCapabilities, type Capabilities } from './capabilities.ts';
import type { EnvelopeLines } from './envelope-lines.ts';
import { oneLine } from './read-reply.ts';

/** The one method of the library beneath its documented ones that we need; a test pins it. */
interface LineSender {
  _sendCommand(line: string, logged?: string): void;
}

// The method exists in the class and not in its published types.
const LibraryConnection = SMTPConnection as unknown as new (options: Options) => SMTPConnection & LineSender;

export type TranscriptSink = (from: 'client' | 'server', text: string) => void;

/**
 * The library's connection, which keeps sockets, TLS, replies and pipelining, with MAIL and RCPT in our words: the library
 * gives all recipients the same DSN parameters, and SMTPUTF8 to addresses only. It knows recipients by their place in
 * the envelope (`0`, `1`, ...), so that each reply belongs to one, whatever its address.
 *
 * With a server that offers PIPELINING the library sends MAIL, every RCPT and DATA at once (RFC 2920), otherwise one
 * command after the other.
 */
export class WireConnection extends LibraryConnection {
  #envelope: EnvelopeLines | null = null;
  #isSigningIn = false;
  #capabilities: Capabilities = NO_CAPABILITIES;

  constructor(options: Options, transcript: TranscriptSink) {
    const lines = new LineTap(transcript, (reply) => {
      this.#capabilities = readCapabilities(reply);
    });
    super({ ...options, transactionLog: true, logger: lines.asLogger() });
  }

  get capabilities(): Capabilities {
    return this.#capabilities;
  }

  get socket(): net.Socket | tls.TLSSocket | null {
    return this._socket === false ? null : this._socket;
  }

  /** What the next transaction says in MAIL and RCPT. */
  prepare(envelope: EnvelopeLines): void {
    this.#envelope = envelope;
  }

  /** While this is so, what the client sends is kept out of the transcript. */
  set isSigningIn(is: boolean) {
    this.#isSigningIn = is;
  }

  override _sendCommand(line: string): void {
    const ours = this.#inOurWords(line);
    super._sendCommand(ours, this.#isSigningIn ? masked(ours) : ours);
  }

  #inOurWords(line: string): string {
    if (line.startsWith('MAIL FROM:')) return this.#envelope?.mail ?? line;
    const [, place] = /^RCPT TO:<(\d+)>/.exec(line) ?? [];
    return place === undefined ? line : (this.#envelope?.recipients[Number(place)] ?? line);
  }
}

/** `AUTH PLAIN ***`; the lines that answer a challenge are hidden whole. */
function masked(line: string): string {
  const [, command, more] = /^(AUTH [A-Z0-9-]+)( .+)?$/.exec(line) ?? [];
  return command === undefined ? '***' : `${command}${more === undefined ? '' : ' ***'}`;
}

/** Reads the conversation off the library's transaction log, which is its documented way to tell it. */
class LineTap {
  readonly #transcript: TranscriptSink;
  readonly #onCapabilities: (reply: string) => void;
  #lastCommand = '';

  constructor(transcript: TranscriptSink, onCapabilities: (reply: string) => void) {
    this.#transcript = transcript;
    this.#onCapabilities = onCapabilities;
  }

  asLogger() {
    const silent = (): void => undefined;
    return {
      trace: silent,
      info: silent,
      warn: silent,
      error: silent,
      fatal: silent,
      debug: (...[entry, text]: readonly unknown[]): void => {
        const { tnx } = entry as { readonly tnx?: unknown }; // the library's entries are all objects
        if (typeof text === 'string' && (tnx === 'client' || tnx === 'server')) this.#heard(tnx, text);
      },
    };
  }

  #heard(from: 'client' | 'server', text: string): void {
    for (const line of text.split(/\r?\n/)) this.#transcript(from, oneLine(line));
    if (from === 'client') this.#lastCommand = text;
    else if (this.#lastCommand.startsWith('EHLO ') && text.startsWith('250')) this.#onCapabilities(text);
  }
}
