/** Caps of one transaction: how many callers wait for one fsync, and how much one transaction writes at once. */
export interface BatchLimits {
  readonly items: number;
  readonly bytes: number;
}

export const BATCH_LIMITS: BatchLimits = { items: 256, bytes: 8 * 1024 * 1024 };

/**
 * Group commit as a state machine: what arrives while a transaction runs is the next transaction, in order of
 * arrival, up to the limits. An item beyond the byte limit goes alone.
 */
export class CommitQueue<T> {
  private readonly sizeOf: (item: T) => number;
  private readonly limits: BatchLimits;
  private waiting: T[] = [];
  private running: readonly T[] = [];

  constructor(sizeOf: (item: T) => number, limits: BatchLimits = BATCH_LIMITS) {
    this.sizeOf = sizeOf;
    this.limits = limits;
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0 && this.running.length === 0;
  }

  add(item: T): void {
    this.waiting.push(item);
  }

  /** The next transaction; empty where one is running or nothing waits. */
  take(): readonly T[] {
    if (this.running.length > 0) return [];
    let count = 0;
    let bytes = 0;
    for (const item of this.waiting) {
      bytes += this.sizeOf(item);
      if (count === this.limits.items || (count > 0 && bytes > this.limits.bytes)) break;
      count++;
    }
    this.running = this.waiting.splice(0, count);
    return this.running;
  }

  /** The running transaction ended; answers its items. */
  finish(): readonly T[] {
    const finished = this.running;
    this.running = [];
    return finished;
  }

  /** Empties the queue; answers all items, those that run first. */
  clear(): readonly T[] {
    const all = [...this.running, ...this.waiting];
    this.running = [];
    this.waiting = [];
    return all;
  }
}
