import type { SharingLocation } from '../contract/callouts.ts';
import type { Clock } from '../contract/clock.ts';
import type { SharingStatus } from '../contract/delivery-calls.ts';
import { ExpiringMap } from './expiring-map.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** As MDaemon keeps positive answers; the others are ours. */
const FOUND_MS = 5 * DAY_MS;
const NOT_FOUND_MS = 5 * MINUTE_MS;
const ERROR_MS = 30 * SECOND_MS;

/** Of each kind. Made-up names push one another out, and never an address that was found. */
const LIMIT = 20_000;

export type AskedLocation = Exclude<SharingLocation, { kind: 'not-set-up' | 'not-asked' }>;

/** What the sharing hosts have answered lately, by address key. */
export class SharingCache {
  readonly #found: ExpiringMap<Extract<AskedLocation, { kind: 'found' }>>;
  readonly #notFound: ExpiringMap<Extract<AskedLocation, { kind: 'not-found' }>>;
  readonly #errors: ExpiringMap<Extract<AskedLocation, { kind: 'error' }>>;

  constructor(clock: Clock) {
    this.#found = new ExpiringMap({ lifetimeMs: FOUND_MS, limit: LIMIT, clock });
    this.#notFound = new ExpiringMap({ lifetimeMs: NOT_FOUND_MS, limit: LIMIT, clock });
    this.#errors = new ExpiringMap({ lifetimeMs: ERROR_MS, limit: LIMIT, clock });
  }

  get counts(): SharingStatus['cached'] {
    return { found: this.#found.size, notFound: this.#notFound.size, errors: this.#errors.size };
  }

  get(key: string): AskedLocation | undefined {
    return this.#found.get(key) ?? this.#notFound.get(key) ?? this.#errors.get(key);
  }

  set(key: string, location: AskedLocation): void {
    this.forget(key);
    switch (location.kind) {
      case 'found':
        this.#found.set(key, location);
        return;
      case 'not-found':
        this.#notFound.set(key, location);
        return;
      case 'error':
        this.#errors.set(key, location);
        return;
    }
  }

  forget(key: string): void {
    for (const answers of [this.#found, this.#notFound, this.#errors]) answers.delete(key);
  }

  clear(): void {
    for (const answers of [this.#found, this.#notFound, this.#errors]) answers.clear();
  }
}
