/** Runs a function later; the answer cancels it. */
export type Schedule = (run: () => void, delayMs: number) => () => void;

/** At most ten batches a second, so that the window repaints at a steady rate whatever comes in. */
const BATCH_MS = 100;
const LARGEST_BATCH = 500;

/**
 * Collects changes and tells them in batches: of each changed thing once, the latest first. What exceeds a batch
 * waits for the next one. Without a listener nothing is collected.
 */
export class ChangeFeed<Item> {
  readonly #schedule: Schedule;
  readonly #onError: (cause: unknown) => void;
  #listeners = new Set<(items: readonly Item[]) => void>();
  #changed = new Set<Item>();
  #cancel: (() => void) | null = null;

  constructor(schedule: Schedule, onError: (cause: unknown) => void) {
    this.#schedule = schedule;
    this.#onError = onError;
  }

  on(listener: (items: readonly Item[]) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  changed(item: Item): void {
    if (this.#listeners.size === 0) return;
    this.#changed.delete(item);
    this.#changed.add(item);
    this.tick();
  }

  /** Something beside the items changed: an empty batch is due. */
  tick(): void {
    if (this.#listeners.size === 0) return;
    this.#cancel ??= this.#schedule(() => {
      this.#tell();
    }, BATCH_MS);
  }

  forget(item: Item): void {
    this.#changed.delete(item);
  }

  /** Drops what has not been told. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#changed.clear();
  }

  #tell(): void {
    this.#cancel = null;
    const batch = [...this.#changed].slice(-LARGEST_BATCH).reverse();
    for (const item of batch) this.#changed.delete(item);
    for (const listener of [...this.#listeners]) {
      try {
        listener(batch);
      } catch (cause) {
        this.#onError(cause);
      }
    }
    if (this.#changed.size > 0) this.tick();
  }
}
