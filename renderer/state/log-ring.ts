import type { SessionSummary } from '../../server/contract/session-log.ts';

/** How many sessions the window keeps at hand. */
const CAPACITY = 10_000;
/** How far over its capacity the ring grows before its oldest rows are cut off in one go. */
const SLACK = 1000;
const NOTIFY_EVERY_MS = 100;

/**
 * The sessions the window knows, outside React: rows come at any rate, listeners are told at most ten times a
 * second. Rows are merged by id, the higher revision wins, and ordered by start.
 */
export class LogRing {
  /** Oldest first. */
  #ids: string[] = [];
  readonly #rows = new Map<string, SessionSummary>();
  readonly #listeners = new Set<() => void>();
  #isWaiting = false;
  #hasNews = false;
  #version = 0;

  /** Grows with every change that listeners were told of. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get size(): number {
    return this.#ids.length;
  }

  find(id: string): SessionSummary | undefined {
    return this.#rows.get(id);
  }

  /** Every row at this moment, newest first. */
  newestFirst(): readonly SessionSummary[] {
    const rows: SessionSummary[] = [];
    for (let index = this.#ids.length - 1; index >= 0; index--) {
      const row = this.#rows.get(this.#ids[index] ?? '');
      if (row) rows.push(row);
    }
    return rows;
  }

  merge(rows: readonly SessionSummary[]): void {
    for (const row of rows) {
      const known = this.#rows.get(row.id);
      if (known && known.revision >= row.revision) continue;
      this.#rows.set(row.id, row);
      if (!known) this.#place(row);
    }
    if (this.#ids.length > CAPACITY + SLACK) this.#cutOldest();
    this.#tell();
  }

  /** At once where nobody was told lately, else when the time is up. */
  #tell(): void {
    this.#hasNews = this.#isWaiting;
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    setTimeout(() => {
      this.#isWaiting = false;
      if (this.#hasNews) this.#tell();
    }, NOTIFY_EVERY_MS);
    this.#version++;
    for (const listener of this.#listeners) listener();
  }

  #place(row: SessionSummary): void {
    let index = this.#ids.length;
    while (index > 0 && this.#startOf(index - 1) > row.startedAt) index--;
    if (index === this.#ids.length) this.#ids.push(row.id);
    else this.#ids.splice(index, 0, row.id);
  }

  #startOf(index: number): number {
    return this.#rows.get(this.#ids[index] ?? '')?.startedAt ?? 0;
  }

  #cutOldest(): void {
    for (const id of this.#ids.splice(0, this.#ids.length - CAPACITY)) this.#rows.delete(id);
  }
}
