/** Turns at something of which only so many may be had at once; whoever asks first has the first one. */
export class Turns {
  readonly #limit: () => number;
  #taken = 0;
  #waiting: (() => void)[] = [];

  constructor(limit: () => number) {
    this.#limit = limit;
  }

  get taken(): number {
    return this.#taken;
  }

  get isIdle(): boolean {
    return this.#taken === 0 && this.#waiting.length === 0;
  }

  /** Resolves to true with a turn, which `giveBack` ends; to false where `signal` came first. */
  take(signal: AbortSignal, isFirst = false): Promise<boolean> {
    return new Promise((resolve) => {
      const abandon = (): void => {
        this.#waiting = this.#waiting.filter((waiting) => waiting !== proceed);
        resolve(false);
      };
      const proceed = (): void => {
        signal.removeEventListener('abort', abandon);
        this.#taken += 1;
        resolve(true);
      };
      if (signal.aborted) {
        resolve(false);
        return;
      }
      signal.addEventListener('abort', abandon, { once: true });
      if (isFirst) this.#waiting.unshift(proceed);
      else this.#waiting.push(proceed);
      this.#proceed();
    });
  }

  giveBack(): void {
    this.#taken -= 1;
    this.#proceed();
  }

  #proceed(): void {
    while (this.#taken < Math.max(1, this.#limit())) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      next();
    }
  }
}
