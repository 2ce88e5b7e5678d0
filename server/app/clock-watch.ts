import type { Clock } from '../contract/clock.ts';

/**
 * Notices that the system's clock is set back, by a clock that only runs forward. Forward jumps are no news: a machine
 * that sleeps makes them too.
 */
export class ClockWatch {
  readonly #clock: Clock;
  readonly #steady: () => number;
  /** The most by which the one has ever been ahead of the other. */
  #furthest: number;

  constructor(clock: Clock, steady: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#steady = steady;
    this.#furthest = this.#ahead();
  }

  /** By how much the clock is behind where it has been, in milliseconds; looked at whenever it is asked. */
  setBackMs(): number {
    const ahead = this.#ahead();
    this.#furthest = Math.max(this.#furthest, ahead);
    return this.#furthest - ahead;
  }

  #ahead(): number {
    return this.#clock() - this.#steady();
  }
}
