import type { SqlRow } from '../contract/database.ts';
import type { StoreError } from '../contract/message-store.ts';

/** A caller who waits for an answer of the storage worker. */
export interface Waiting<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: StoreError) => void;
}

/** Queries on their way, by number. */
export class PendingQueries {
  private readonly waiting = new Map<number, Waiting<readonly SqlRow[]>>();
  private lastId = 0;

  add(caller: Waiting<readonly SqlRow[]>): number {
    this.lastId++;
    this.waiting.set(this.lastId, caller);
    return this.lastId;
  }

  resolve(id: number, rows: readonly SqlRow[]): void {
    this.take(id)?.resolve(rows);
  }

  reject(id: number, error: StoreError): void {
    this.take(id)?.reject(error);
  }

  rejectAll(error: StoreError): void {
    for (const id of [...this.waiting.keys()]) this.reject(id, error);
  }

  private take(id: number): Waiting<readonly SqlRow[]> | undefined {
    const caller = this.waiting.get(id);
    this.waiting.delete(id);
    return caller;
  }
}
