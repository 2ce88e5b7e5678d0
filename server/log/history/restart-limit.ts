import type { Clock } from '../../contract/clock.ts';

const WINDOW_MS = 10 * 60 * 1000;
const RESTARTS_ALLOWED = 3;

/** Decides whether a thread that crashed may be started once more: three times within ten minutes. */
export class RestartLimit {
  readonly #clock: Clock;
  #restarts: readonly number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  allow(): boolean {
    const now = this.#clock();
    // A restart "in the future" was before the clock was set back: it counts.
    this.#restarts = this.#restarts.filter((at) => now - at < WINDOW_MS);
    if (this.#restarts.length >= RESTARTS_ALLOWED) return false;
    this.#restarts = [...this.#restarts, now];
    return true;
  }
}
