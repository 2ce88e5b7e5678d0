import type { Clock } from '../contract/clock.ts';

/** Bounds of how long answers are kept, in seconds. */
export const POSITIVE_TTL = { min: 5, max: 86_400 };
/** RFC 2308 §5 advises one to three hours at most. */
export const NEGATIVE_TTL = { min: 5, max: 3600 };

interface Kept<V> {
  readonly value: V;
  readonly since: number;
  readonly until: number;
}

/** Answers by key until their time is over; of so many at most, those used longest ago go first. */
export class AnswerCache<V> {
  readonly #limit: number;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept<V>>();

  constructor(limit: number, clock: Clock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  get(key: string): V | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    const now = this.#clock();
    this.#kept.delete(key);
    // A clock that was set back must not keep an answer for longer than its time.
    if (now >= kept.until || now < kept.since) return undefined;
    this.#kept.set(key, kept);
    return kept.value;
  }

  keep(key: string, value: V, seconds: number): void {
    const since = this.#clock();
    this.#kept.delete(key);
    this.#kept.set(key, { value, since, until: since + seconds * 1000 });
    if (this.#kept.size <= this.#limit) return;
    for (const oldest of this.#kept.keys()) {
      this.#kept.delete(oldest);
      return;
    }
  }
}
