import { addressKey, parseAddress, type Address } from '../../server/contract/address.ts';
import type {
  DeliveryQueue,
  OwnMessage,
  QueueChange,
  QueuedEnvelope,
  QueueEntry,
  QueueSearch,
} from '../../server/contract/delivery-queue.ts';
import { StoreError } from '../../server/contract/message-store.ts';

export function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === null) throw new Error(`no address: ${text}`);
  return parsed;
}

export const RECEIVED_AT = Date.UTC(2026, 10, 24, 12);

export function queuedEnvelope(given: Partial<QueuedEnvelope> = {}): QueuedEnvelope {
  return {
    id: 'message1',
    receivedAt: RECEIVED_AT,
    sessionId: 's1',
    account: address('u1@local.test'),
    returnPath: address('u1@local.test'),
    smtpUtf8: false,
    eightBit: false,
    dsnEnvelopeId: null,
    dsnReturn: null,
    sizeBytes: 100,
    ...given,
  };
}

export function queueEntry(given: Partial<QueueEntry> = {}): QueueEntry {
  return {
    id: 1,
    message: queuedEnvelope(),
    recipient: address('joe@remote.test'),
    gateway: null,
    dsn: { notify: [], originalRecipient: null },
    attempts: 0,
    nextAttemptAt: RECEIVED_AT,
    state: 'waiting',
    askedForAt: null,
    delayToldAt: null,
    lastFailure: null,
    ...given,
  };
}

/** A queue in memory that keeps the contract, and fails when told to. */
export class MemoryQueue implements DeliveryQueue {
  entries: QueueEntry[] = [];
  readonly reports: OwnMessage[] = [];
  readonly changes: QueueChange[] = [];
  /** What the next settlements meet; `after`: the disk fails when the change is on it. */
  settleFaults: ('disk-full' | 'before' | 'after')[] = [];
  /** Called at the beginning of each reading: what happens meanwhile. */
  whileReading: () => void = () => undefined;
  content = 'Subject: hello\r\n\r\nbody\r\n';
  readonly #listeners = new Set<() => void>();

  add(...entries: readonly QueueEntry[]): void {
    this.entries.push(...entries);
    for (const listener of this.#listeners) listener();
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  due(now: number, limit: number, except: ReadonlySet<number>): Promise<readonly QueueEntry[]> {
    const found = this.#waiting(except)
      .filter(({ nextAttemptAt }) => nextAttemptAt <= now)
      .slice(0, limit);
    this.whileReading();
    return Promise.resolve(found);
  }

  nextDueAt(except: ReadonlySet<number>): Promise<number | null> {
    return Promise.resolve(this.#waiting(except)[0]?.nextAttemptAt ?? null);
  }

  list({ state, only, except, limit }: QueueSearch): Promise<readonly QueueEntry[]> {
    const found = this.entries
      .filter((entry) => state === undefined || entry.state === state)
      .filter(({ id }) => only?.has(id) !== false && except?.has(id) !== true);
    return Promise.resolve(found.slice(0, limit));
  }

  find(ids: readonly number[]): Promise<readonly QueueEntry[]> {
    return Promise.resolve(this.entries.filter(({ id }) => ids.includes(id)));
  }

  open(): Promise<AsyncIterable<Uint8Array>> {
    const content = Buffer.from(this.content);
    return Promise.resolve(
      (async function* () {
        await Promise.resolve();
        yield content;
      })(),
    );
  }

  sizeOf(): Promise<number> {
    return Promise.resolve(Buffer.byteLength(this.content));
  }

  settle(changes: readonly QueueChange[], messages: readonly OwnMessage[]): Promise<void> {
    const fault = this.settleFaults.shift();
    if (fault === undefined || fault === 'after') {
      for (const change of changes) this.#apply(change);
      this.changes.push(...changes);
      this.reports.push(...messages);
    }
    if (fault === undefined) return Promise.resolve();
    return Promise.reject(new StoreError(fault === 'disk-full' ? 'disk-full' : 'unavailable', fault));
  }

  retry(ids: readonly number[], at: number): Promise<number> {
    return this.#changeAll(({ id }) => ids.includes(id), {
      state: 'waiting',
      nextAttemptAt: at,
      askedForAt: at,
    });
  }

  retryGateway(gateway: string, at: number): Promise<number> {
    return this.#changeAll((entry) => entry.gateway === gateway && entry.state !== 'held', {
      state: 'waiting',
      nextAttemptAt: at,
      askedForAt: at,
    });
  }

  hold(ids: readonly number[]): Promise<number> {
    return this.#changeAll(({ id }) => ids.includes(id), { state: 'held' });
  }

  onNews(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  recipients(): readonly string[] {
    return this.entries.map(({ recipient }) => addressKey(recipient));
  }

  #waiting(except: ReadonlySet<number>): readonly QueueEntry[] {
    return this.entries
      .filter(({ id, state }) => state !== 'held' && !except.has(id))
      .toSorted((one, other) => one.nextAttemptAt - other.nextAttemptAt);
  }

  #changeAll(concerns: (entry: QueueEntry) => boolean, change: Partial<QueueEntry>): Promise<number> {
    const concerned = this.entries.filter(concerns).length;
    this.entries = this.entries.map((entry) => (concerns(entry) ? { ...entry, ...change } : entry));
    for (const listener of this.#listeners) listener();
    return Promise.resolve(concerned);
  }

  #apply(change: QueueChange): void {
    const replace = (next: Partial<QueueEntry>): void => {
      this.entries = this.entries.map((entry) => (entry.id === change.id ? { ...entry, ...next } : entry));
    };
    switch (change.kind) {
      case 'done':
      case 'rerouted':
        this.entries = this.entries.filter(({ id }) => id !== change.id);
        return;
      case 'deferred': {
        const attempts = (this.entries.find(({ id }) => id === change.id)?.attempts ?? 0) + 1;
        const { nextAttemptAt, failure, delayToldAt } = change;
        replace({ attempts, nextAttemptAt, lastFailure: failure, delayToldAt, state: 'waiting' });
        return;
      }
      case 'parked':
        replace({ state: 'etrn', nextAttemptAt: change.until });
    }
  }
}
