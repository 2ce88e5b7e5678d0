import type { SqlRow } from '../contract/database.ts';
import { StoreError } from '../contract/message-store.ts';
import { CommitQueue } from './commit-queue.ts';
import { spooledSize } from './committed-messages.ts';
import { storeErrorOf, type Failure } from './failure.ts';
import type { Waiting } from './pending-queries.ts';
import type { CommitItem, ItemOutcome } from './worker-messages.ts';

type Rows = readonly (readonly SqlRow[])[];

interface PendingCommit extends Waiting<Rows> {
  readonly item: CommitItem;
}

/** What the callers of one server want committed, and who waits for what. */
export class CommitPipeline {
  private readonly post: (items: readonly CommitItem[]) => void;
  private readonly queue = new CommitQueue<PendingCommit>(({ item }) => spooledSize(item));
  private onDrained: (() => void) | null = null;
  private sendIsPlanned = false;
  private canSend = false;
  private readonly counts = { transactions: 0, itemsCommitted: 0 };

  /** `post` hands one transaction to the storage worker. */
  constructor(post: (items: readonly CommitItem[]) => void) {
    this.post = post;
  }

  stats(): { readonly transactions: number; readonly itemsCommitted: number } {
    return { ...this.counts };
  }

  /** Resolves once the item is durable; rejects with StoreError. */
  add(item: CommitItem): Promise<Rows> {
    return new Promise((resolve, reject) => {
      this.queue.add({ item, resolve, reject });
      this.planSend();
    });
  }

  /** The worker is there and takes transactions. */
  open(): void {
    this.canSend = true;
    this.send();
  }

  committed(outcomes: readonly ItemOutcome[]): void {
    this.counts.transactions++;
    for (const [index, { resolve, reject }] of this.queue.finish().entries()) {
      const outcome = outcomes[index] ?? { kind: 'refused', message: 'The storage worker gave no answer' };
      if (outcome.kind === 'refused') {
        reject(new StoreError('unavailable', outcome.message));
        continue;
      }
      this.counts.itemsCommitted++;
      resolve(outcome.rows);
    }
    this.goOn();
  }

  failed(failure: Failure): void {
    for (const { reject } of this.queue.finish()) reject(storeErrorOf(failure));
    this.goOn();
  }

  /** The worker is gone: nobody gets an answer any more. */
  abort(error: StoreError): void {
    this.canSend = false;
    for (const { reject } of this.queue.clear()) reject(error);
    this.goOn();
  }

  /** Resolves when nobody waits for a commit. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      this.onDrained = resolve;
      this.goOn();
    });
  }

  private goOn(): void {
    if (this.queue.isEmpty) this.onDrained?.();
    else this.planSend();
  }

  /** Waits for what else arrives in the same turn of the event loop. */
  private planSend(): void {
    if (this.sendIsPlanned) return;
    this.sendIsPlanned = true;
    setImmediate(() => {
      this.sendIsPlanned = false;
      this.send();
    });
  }

  private send(): void {
    if (!this.canSend) return;
    const batch = this.queue.take();
    if (batch.length > 0) this.post(batch.map(({ item }) => item));
  }
}
