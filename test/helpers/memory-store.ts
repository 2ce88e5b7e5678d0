import {
  StoreError,
  type IncomingMessage,
  type MessageEnvelope,
  type MessageStore,
} from '../../server/contract/message-store.ts';

/** A message that was committed, trace header included, as latin1 text: one character a byte. */
export interface StoredMessage {
  readonly envelope: MessageEnvelope;
  readonly traceHeader: string;
  readonly content: string;
}

export interface StoreFault {
  readonly at: 'begin' | 'write' | 'commit';
  /** `bug` is no StoreError at all. */
  readonly kind: StoreError['kind'] | 'bug';
}

/** A message store that forgets everything, and fails when told to. */
export class MemoryStore implements MessageStore {
  readonly messages: StoredMessage[] = [];
  discarded = 0;
  fault: StoreFault | null = null;

  async begin(envelope: MessageEnvelope): Promise<IncomingMessage> {
    await this.#step('begin');
    const chunks: Uint8Array[] = [];
    return {
      write: async (chunk) => {
        await this.#step('write');
        chunks.push(chunk);
      },
      commit: async (traceHeader) => {
        await this.#step('commit');
        const content = Buffer.concat([Buffer.from(traceHeader), ...chunks]).toString('latin1');
        this.messages.push({ envelope, traceHeader, content });
      },
      discard: () => {
        this.discarded++;
        return Promise.resolve();
      },
    };
  }

  /** All that waits for the gateway's server is due now. */
  async retryGateway(gateway: string): Promise<number> {
    await this.#step('commit');
    return this.messages
      .flatMap(({ envelope }) => envelope.deliveries)
      .filter((delivery) => delivery.kind === 'queue' && delivery.gateway === gateway).length;
  }

  #step(at: StoreFault['at']): Promise<void> {
    if (this.fault?.at !== at) return Promise.resolve();
    const { kind } = this.fault;
    const failure =
      kind === 'bug' ? new TypeError('a bug in the store') : new StoreError(kind, `no ${at} now`);
    return Promise.reject(failure);
  }
}
