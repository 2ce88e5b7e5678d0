import type { StoredDelivery } from './worker-messages.ts';

/** Who wants to hear that the queue may have something to do. */
export class QueueNews {
  private readonly listeners = new Set<() => void>();

  /** Answers what ends the telling. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  tell(): void {
    for (const listener of this.listeners) listener();
  }

  /** Tells once the work is done, or failed: of a commit that failed nobody knows the outcome. */
  async tellAfter<T>(work: Promise<T>, deliveries: readonly StoredDelivery[]): Promise<T> {
    try {
      return await work;
    } finally {
      if (deliveries.some(({ kind }) => kind === 'queue')) this.tell();
    }
  }
}
