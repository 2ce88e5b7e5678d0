import type { LogCounters } from '../contract/status.ts';
import type { Schedule } from './change-feed.ts';

/** Numbers that a person reads; nobody reads faster. */
const EVERY_MS = 1000;

/** Tells the counters once they have changed, at most once a second. Without a listener nothing is done. */
export class CounterFeed {
  readonly #schedule: Schedule;
  readonly #read: () => LogCounters;
  readonly #onError: (cause: unknown) => void;
  readonly #listeners = new Set<(counters: LogCounters) => void>();
  #cancel: (() => void) | null = null;

  constructor(schedule: Schedule, read: () => LogCounters, onError: (cause: unknown) => void) {
    this.#schedule = schedule;
    this.#read = read;
    this.#onError = onError;
  }

  on(listener: (counters: LogCounters) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  changed(): void {
    if (this.#listeners.size === 0) return;
    this.#cancel ??= this.#schedule(() => {
      this.#tell();
    }, EVERY_MS);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #tell(): void {
    this.#cancel = null;
    const counters = this.#read();
    for (const listener of [...this.#listeners]) {
      try {
        listener(counters);
      } catch (cause) {
        this.#onError(cause);
      }
    }
  }
}
