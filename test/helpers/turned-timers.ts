import type { Schedule } from '../../server/delivery/schedule.ts';

/** Timers and their clock, which stand still until the test turns them. */
export class TurnedTimers {
  now: number;
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  constructor(now: number) {
    this.now = now;
  }

  readonly clock = (): number => this.now;

  readonly schedule: Schedule = (run, delayMs) => {
    const timer = { at: this.now + delayMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** How long until each timer, soonest first. */
  get sleeps(): readonly number[] {
    return this.#timers.map(({ at }) => at - this.now).toSorted((one, other) => one - other);
  }

  /** Lets the time pass and everything happen that is due in it. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    await quiet();
    for (let timer = this.#nextBefore(end); timer !== undefined; timer = this.#nextBefore(end)) {
      const { at, run } = timer;
      this.now = at;
      this.#timers = this.#timers.filter((other) => other !== timer);
      run();
      await quiet();
    }
    this.now = end;
  }

  #nextBefore(end: number) {
    return this.#timers.filter(({ at }) => at <= end).toSorted((one, other) => one.at - other.at)[0];
  }
}

/** Lets everything run that waits for nothing but its turn. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
