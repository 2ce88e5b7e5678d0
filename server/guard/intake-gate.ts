import type { Clock } from '../contract/clock.ts';
import type { IntakePause } from '../contract/status.ts';

/** The longest delay a timer takes (2^31 - 1 milliseconds); a longer pause is looked at again then. */
const LONGEST_TIMER_MS = 2_147_483_647;

export interface IntakeGateOptions {
  readonly clock: Clock;
  /** Runs something later; answers what calls it off. */
  readonly schedule: (run: () => void, delayMs: number) => () => void;
  /** A pause has begun, or ended by hand or by itself. */
  readonly onChange: () => void;
}

/**
 * Whether new mail is let in. In memory only: a server that starts takes mail, so that nobody's pause of an hour
 * outlives the machine's restart unseen.
 */
export class IntakeGate {
  readonly #options: IntakeGateOptions;
  #pause: IntakePause | null = null;
  #callOff: () => void = () => undefined;

  constructor(options: IntakeGateOptions) {
    this.#options = options;
  }

  get pause(): IntakePause | null {
    const { until } = this.#pause ?? { until: null };
    return until !== null && until <= this.#options.clock() ? null : this.#pause;
  }

  /** From now on; a pause that is given while another lasts takes its place. */
  close(until: number | null): void {
    this.#callOff();
    this.#pause = { since: this.pause?.since ?? this.#options.clock(), until };
    this.#watch(until);
    this.#options.onChange();
  }

  open(): void {
    if (this.#pause === null) return;
    this.dispose();
    this.#pause = null;
    this.#options.onChange();
  }

  dispose(): void {
    this.#callOff();
    this.#callOff = () => undefined;
  }

  #watch(until: number | null): void {
    if (until === null) {
      this.#callOff = () => undefined;
      return;
    }
    const delay = Math.min(Math.max(until - this.#options.clock(), 0), LONGEST_TIMER_MS);
    this.#callOff = this.#options.schedule(() => {
      if (this.pause === null) this.open();
      else this.#watch(until);
    }, delay);
  }
}
