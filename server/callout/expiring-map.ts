import type { Clock } from '../contract/clock.ts';

interface Kept<V> {
  readonly value: V;
  readonly keptAt: number;
}

/** A map whose values are good for a time. Beyond its limit the one set longest ago is dropped. */
export class ExpiringMap<V> {
  readonly #lifetimeMs: number;
  readonly #limit: number;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Kept<V>>();

  constructor(options: { readonly lifetimeMs: number; readonly limit: number; readonly clock: Clock }) {
    this.#lifetimeMs = options.lifetimeMs;
    this.#limit = options.limit;
    this.#clock = options.clock;
  }

  /** How many values are still good. */
  get size(): number {
    return [...this.#entries.values()].filter((entry) => this.#ageMs(entry) !== null).length;
  }

  get(key: string): V | undefined {
    return this.find(key)?.value;
  }

  /** The value with its age, while it is good. */
  find(key: string): { readonly value: V; readonly ageMs: number } | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    const ageMs = this.#ageMs(entry);
    if (ageMs !== null) return { value: entry.value, ageMs };
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, keptAt: this.#clock() });
    if (this.#entries.size <= this.#limit) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Null once its time is over, or where the clock has been set back before it: nobody knows how old it is. */
  #ageMs({ keptAt }: Kept<V>): number | null {
    const ageMs = this.#clock() - keptAt;
    return ageMs >= 0 && ageMs < this.#lifetimeMs ? ageMs : null;
  }
}
