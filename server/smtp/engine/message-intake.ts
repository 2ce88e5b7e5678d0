import type { Reply } from '../../contract/reply.ts';
import type { BodyDefect, MessageSink } from './session-handler.ts';

/** Smaller pieces are gathered up to this size: a sink is not woken for each byte of a slow client. */
const BATCH_BYTES = 16_384;

export interface IntakeEvents {
  /** More than twice the limit has come: the client will not stop by itself. */
  flooded(): void;
  /** The sink failed; the rest of the message is read into nothing. */
  failed(error: unknown): void;
}

/** Feeds one message to its sink: in batches, up to the size limit, and after a failure into nothing. */
export class MessageIntake {
  readonly #sink: MessageSink;
  readonly #limitBytes: number;
  readonly #events: IntakeEvents;
  #receivedBytes = 0;
  #batch: Buffer | null = null;
  #batchBytes = 0;
  #state: 'open' | 'failed' | 'ended' = 'open';

  constructor(sink: MessageSink, limitBytes: number, events: IntakeEvents) {
    this.#sink = sink;
    this.#limitBytes = limitBytes;
    this.#events = events;
  }

  /** Octets of the message so far, dot-stuffing undone (RFC 1870 §5). */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  take(content: Buffer): Promise<void> | undefined {
    this.#receivedBytes += content.length;
    if (this.#receivedBytes > 2 * this.#limitBytes) {
      this.#events.flooded();
      return undefined;
    }
    if (this.#state !== 'open' || this.#receivedBytes > this.#limitBytes) return undefined;
    if (content.length >= BATCH_BYTES) return this.#flushThenWrite(content);
    if (this.#batchBytes + content.length > BATCH_BYTES) return this.#flushThenGather(content);
    this.#gather(content);
    return undefined;
  }

  /** The answer of the sink, or null where it failed: by now the reason has been reported. */
  async finish(defects: ReadonlySet<BodyDefect>): Promise<Reply | null> {
    const isTooLarge = this.#receivedBytes > this.#limitBytes;
    await this.#flush();
    if (this.#state !== 'open') return null;
    this.#state = 'ended';
    return this.#sink.end(isTooLarge ? new Set([...defects, 'too-large']) : defects);
  }

  /** The dot will not come. */
  async abort(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'ended';
    await this.#sink.abort();
  }

  async #flushThenWrite(content: Buffer): Promise<void> {
    await this.#flush();
    await this.#write(content);
  }

  async #flushThenGather(content: Buffer): Promise<void> {
    await this.#flush();
    this.#gather(content);
  }

  #gather(content: Buffer): void {
    this.#batch ??= Buffer.allocUnsafeSlow(BATCH_BYTES);
    this.#batch.set(content, this.#batchBytes);
    this.#batchBytes += content.length;
  }

  /** The sink may keep what it was given, so each batch is a buffer of its own. */
  async #flush(): Promise<void> {
    const batch = this.#batch?.subarray(0, this.#batchBytes);
    this.#batch = null;
    this.#batchBytes = 0;
    if (batch !== undefined) await this.#write(batch);
  }

  async #write(content: Buffer): Promise<void> {
    if (this.#state !== 'open') return;
    try {
      await this.#sink.write(content);
    } catch (error) {
      this.#state = 'failed';
      this.#events.failed(error);
      await this.#sink.abort();
    }
  }
}
