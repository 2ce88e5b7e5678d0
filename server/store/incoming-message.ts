import {
  StoreError,
  TRACE_HEADER_MAX_BYTES,
  type IncomingMessage,
  type MessageEnvelope,
} from '../contract/message-store.ts';
import type { BodyFiles } from './body-files.ts';
import { BodyWriter } from './body-writer.ts';
import { commitWithFiles, removeBodies, type Leftovers } from './commit-with-files.ts';
import { envelopeHeader, envelopeJson } from './envelope-header.ts';
import { joinedBytes } from './joined-bytes.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { messageStart, reservedBytes, reservedMessageStart, type MessageStart } from './message-start.ts';
import { storedMessage } from './stored-message.ts';
import type { StoredMessage } from './worker-messages.ts';

/** Content up to this size is committed inside the database; more goes to its file while it arrives. */
export const SPOOLED_BYTES = 256 * 1024;

/** What all incoming messages share. */
export interface Intake extends Leftovers {
  readonly files: BodyFiles;
  readonly budget: MemoryBudget;
  /** Resolves once the message is durable. */
  commit(message: StoredMessage): Promise<void>;
}

type State = { readonly kind: 'open' | 'ended' } | { readonly kind: 'failed'; readonly error: unknown };

/** One message on its way in. Its calls are made one after the other. */
export class Incoming implements IncomingMessage {
  private readonly intake: Intake;
  private readonly envelope: MessageEnvelope;
  private readonly header: Uint8Array;
  private chunks: Uint8Array[] = [];
  /** As it came in, without what is put before it. */
  private contentBytes = 0;
  private heldBytes = 0;
  private writer: BodyWriter | null = null;
  private state: State = { kind: 'open' };

  constructor(intake: Intake, envelope: MessageEnvelope) {
    this.intake = intake;
    this.envelope = envelope;
    this.header = Buffer.from(envelopeHeader(envelopeJson(envelope)));
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.refuseAfterEnd();
    try {
      this.hold(chunk.length);
      this.chunks.push(chunk);
      this.contentBytes += chunk.length;
      if (this.writer || this.contentBytes > SPOOLED_BYTES) await this.flush();
    } catch (error) {
      await this.discard();
      this.state = { kind: 'failed', error };
      throw error;
    }
  }

  async commit(traceHeader: string): Promise<void> {
    this.refuseAfterEnd();
    const trace = Buffer.from(traceHeader);
    if (trace.length > TRACE_HEADER_MAX_BYTES) {
      await this.discard();
      throw new RangeError(`A trace header of ${String(trace.length)} bytes is too long`);
    }
    this.state = { kind: 'ended' };
    try {
      const { writer } = this;
      if (writer) {
        const start = reservedMessageStart(this.header, trace);
        await commitWithFiles([{ writer, start: start.bytes }], this.intake, () =>
          this.intake.commit(this.message(start, null)),
        );
      } else {
        const start = messageStart(this.header, trace);
        await this.intake.commit(this.message(start, joinedBytes([start.bytes, ...this.chunks])));
      }
    } finally {
      this.forget();
    }
  }

  async discard(): Promise<void> {
    if (this.state.kind !== 'open') return;
    this.state = { kind: 'ended' };
    this.forget();
    if (this.writer) await removeBodies([{ writer: this.writer }], this.intake);
  }

  private message(start: MessageStart, content: Uint8Array<ArrayBuffer> | null): StoredMessage {
    return storedMessage(this.envelope, {
      bodyOffset: start.bodyOffset,
      sentOffset: start.sentOffset,
      sizeBytes: start.bytes.length - start.bodyOffset + this.contentBytes,
      content,
    });
  }

  private hold(bytes: number): void {
    if (!this.intake.budget.take(bytes))
      throw new StoreError(
        'unavailable',
        'Too many messages are arriving at once for the memory set aside for them',
      );
    this.heldBytes += bytes;
  }

  /** Moves what is in memory to the file, which begins with room for what is known at the end. */
  private async flush(): Promise<void> {
    if (!this.writer) {
      this.writer = await BodyWriter.begin(this.intake.files, this.envelope.id);
      await this.writer.append(new Uint8Array(reservedBytes(this.header)));
    }
    await this.writer.append(joinedBytes(this.chunks));
    this.forget();
  }

  private forget(): void {
    this.chunks = [];
    this.intake.budget.release(this.heldBytes);
    this.heldBytes = 0;
  }

  private refuseAfterEnd(): void {
    if (this.state.kind === 'failed') throw this.state.error;
    if (this.state.kind === 'ended')
      throw new Error(`Message ${this.envelope.id} has been committed or discarded`);
  }
}
