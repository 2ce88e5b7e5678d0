import type { SMTPConnectionEnvelope, SMTPEnvelope } from 'nodemailer/lib/smtp-connection';
import type { Capabilities } from './capabilities.ts';
import type { EnvelopeLines } from './envelope-lines.ts';
import { messageStream, type Progress } from './message-stream.ts';
import { readRefusal } from './read-reply.ts';
import type { SmtpTimeouts } from './smtp-timeouts.ts';
import {
  answeredTooEarly,
  readRecipientError,
  readTransactionError,
  taken,
  type LibraryError,
  type RecipientAnswer,
} from './transaction-result.ts';
import type { ConnectionRecord } from './transport.ts';
import { whenCalled } from './when-called.ts';
import type { WireConnection } from './wire-connection.ts';

export interface Transaction {
  readonly lines: EnvelopeLines;
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
  readonly size: number;
}

type SendEnd =
  | { readonly kind: 'answered'; readonly reply: string }
  | { readonly kind: 'failed'; readonly error: LibraryError };

/** A connection that is ready for mail: greeted, secured as asked, signed in. */
export class SmtpClient {
  readonly record: ConnectionRecord;
  /** `TLSv1.3 TLS_AES_256_GCM_SHA384`; null without TLS. */
  readonly tls: string | null;
  readonly #wire: WireConnection;
  readonly #timeouts: SmtpTimeouts;
  #messages = 0;
  #isBroken = false;

  constructor(wire: WireConnection, tls: string | null, timeouts: SmtpTimeouts, record: ConnectionRecord) {
    this.#wire = wire;
    this.tls = tls;
    this.#timeouts = timeouts;
    this.record = record;
  }

  get capabilities(): Capabilities {
    return this.#wire.capabilities;
  }

  /** Messages tried so far. */
  get messages(): number {
    return this.#messages;
  }

  get isUsable(): boolean {
    return !this.#isBroken && !this.#wire.destroyed && this.#wire.socket?.writable === true;
  }

  /** Told once, when the connection has ended, however it did. */
  onEnd(listener: () => void): void {
    if (this.#wire.destroyed) listener();
    else this.#wire.once('end', listener);
  }

  /** One transaction; the answers are in the order of the recipients. Never rejects. */
  async send({ lines, open, size }: Transaction): Promise<readonly RecipientAnswer[]> {
    this.#messages += 1;
    this.#wire.prepare(lines);
    const envelope: SMTPEnvelope & Partial<Pick<SMTPConnectionEnvelope, 'rejectedErrors'>> = {
      from: '',
      to: lines.recipients.map((_, place) => String(place)),
    };
    let progress: Progress = 'not-begun';
    const stream = messageStream(open, size, (now) => {
      progress = now;
      if (now === 'whole') this.#wire.socket?.setTimeout(this.#timeouts.dot);
    });
    const timer = setTimeout(() => {
      this.destroy('the server takes too long');
    }, this.#timeouts.transaction);
    const end = await this.#sendStream(envelope, stream);
    clearTimeout(timer);
    this.#wire.socket?.setTimeout(this.#timeouts.command);
    // The library writes into the envelope what became of each recipient.
    return this.#answers(lines, end, envelope.rejectedErrors ?? [], progress);
  }

  /** Makes the connection ready for another message; false where it is of no use any more. */
  async reset(): Promise<boolean> {
    if (!this.isUsable) return false;
    const error = await whenCalled(this.#wire, (done) => {
      this.#wire.reset(done);
    });
    return error === null && this.isUsable;
  }

  /** QUIT (RFC 5321 §4.1.1.10), without waiting for its answer. */
  quit(): void {
    if (this.isUsable) this.#wire.quit();
    this.#wire.close();
  }

  /** Breaks the connection at once: a message that is under way is never completed. */
  destroy(reason: string): void {
    this.#isBroken = true;
    this.#wire.socket?.destroy(new Error(reason));
  }

  #sendStream(envelope: SMTPEnvelope, stream: ReturnType<typeof messageStream>): Promise<SendEnd> {
    return new Promise((resolve) => {
      const settle = (end: SendEnd): void => {
        this.#wire.off('end', ended);
        resolve(end);
      };
      const ended = (): void => {
        // The library's own word on it, if there is one, comes first.
        setImmediate(settle, { kind: 'failed', error: { message: 'the connection ended' } });
      };
      this.#wire.once('end', ended);
      this.#wire.send(envelope, stream, (error, info) => {
        settle(error ? { kind: 'failed', error } : { kind: 'answered', reply: info.response });
      });
    });
  }

  #answers(
    { recipients }: EnvelopeLines,
    end: SendEnd,
    refusals: readonly LibraryError[],
    progress: Progress,
  ): readonly RecipientAnswer[] {
    const forAll = this.#answerForAll(end, progress);
    // Where MAIL was refused, what pipelined RCPT commands were answered says nothing of the recipients.
    const mailRefused = end.kind === 'failed' && end.error.command === 'MAIL FROM';
    const refused = new Map(mailRefused ? [] : refusals.map((error) => [Number(error.recipient), error]));
    return recipients.map((_, place) => {
      const error = refused.get(place);
      return error === undefined ? forAll : readRecipientError(error);
    });
  }

  #answerForAll(end: SendEnd, progress: Progress): RecipientAnswer {
    if (end.kind === 'answered') {
      if (progress === 'whole') return taken(end.reply);
      this.destroy('the server took the message before its end');
      return answeredTooEarly();
    }
    const { error } = end;
    const wasRefused = readRefusal(error.response ?? '') !== null;
    // Whatever was sent of the message stays without its dot.
    if (!wasRefused || progress === 'begun') this.destroy(error.message);
    return readTransactionError(error, progress);
  }
}
