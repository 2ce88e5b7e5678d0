import type { Clock } from '../contract/clock.ts';

/** Crashes of the storage worker within this time count together, in milliseconds. */
const WINDOW_MS = 10 * 60 * 1000;
const RESTARTS_ALLOWED = 3;

/** Decides whether a crashed worker may be started once more. */
export class RestartLimit {
  private readonly clock: Clock;
  private restarts: readonly number[] = [];

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Counts one restart and answers true, or answers false where there were too many of late. */
  allow(): boolean {
    const now = this.clock();
    // A restart "in the future" was before the clock was set back: it counts.
    this.restarts = this.restarts.filter((at) => now - at < WINDOW_MS);
    if (this.restarts.length >= RESTARTS_ALLOWED) return false;
    this.restarts = [...this.restarts, now];
    return true;
  }
}
