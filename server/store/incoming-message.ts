import {
  StoreError,
  TRACE_HEADER_MAX_BYTES,
  type IncomingMessage,
  type MessageEnvelope,
} from '../contract/services.ts';
import type { BodyFiles } from './body-files.ts';
import { BodyWriter } from './body-writer.ts';
import { envelopeHeader, envelopeJson } from './envelope-header.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { messageStart, reservedBytes, reservedMessageStart, type MessageStart } from './message-start.ts';
import { storedMessage } from './stored-message.ts';
import type { StoredMessage } from './worker-messages.ts';

/** Content up to this size is committed inside the database; more goes to its file while it arrives. */
export const SPOOLED_BYTES = 256 * 1024;

/** What all incoming messages share. */
export interface Intake {
  readonly files: BodyFiles;
  readonly budget: MemoryBudget;
  /** Resolves once the message is durable. */
  commit(message: StoredMessage): Promise<void>;
  /** A file was left that the next start has to sweep. */
  noteLeftover(): void;
}

type State = { readonly kind: 'open' | 'ended' } | { readonly kind: 'failed'; readonly error: unknown };

/** One message on its way in. Its calls are made one after the other. */
export class Incoming implements IncomingMessage {
  private readonly intake: Intake;
  private readonly envelope: MessageEnvelope;
  private readonly json: string;
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
    this.json = envelopeJson(envelope);
    this.header = Buffer.from(envelopeHeader(this.json));
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
      if (this.writer) await this.commitFile(this.writer, reservedMessageStart(this.header, trace));
      else {
        const start = messageStart(this.header, trace);
        await this.intake.commit(this.message(start, joined([start.bytes, ...this.chunks])));
      }
    } finally {
      this.forget();
    }
  }

  async discard(): Promise<void> {
    if (this.state.kind !== 'open') return;
    this.state = { kind: 'ended' };
    this.forget();
    if (this.writer) await this.removeFile(this.writer);
  }

  private async commitFile(writer: BodyWriter, start: MessageStart): Promise<void> {
    try {
      await writer.finish(start.bytes);
    } catch (error) {
      await this.removeFile(writer);
      throw error;
    }
    try {
      await this.intake.commit(this.message(start, null));
    } catch (error) {
      // After any other failure the row may exist, and then it needs its file. The next start finds out.
      if (error instanceof StoreError && error.kind === 'disk-full') await this.removeFile(writer);
      else this.intake.noteLeftover();
      throw error;
    }
  }

  private async removeFile(writer: BodyWriter): Promise<void> {
    try {
      await writer.remove();
    } catch {
      this.intake.noteLeftover();
    }
  }

  private message(start: MessageStart, content: Uint8Array<ArrayBuffer> | null): StoredMessage {
    return storedMessage(this.envelope, {
      envelope: this.json,
      bodyOffset: start.bodyOffset,
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
    await this.writer.append(joined(this.chunks));
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

/** In memory of its own, so that it can be handed over to the worker without a copy. */
function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((bytes, chunk) => bytes + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
