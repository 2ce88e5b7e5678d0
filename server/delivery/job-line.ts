interface Lane<Job> {
  readonly waiting: Job[];
  running: number;
}

/**
 * Jobs that wait for their turn, in one lane per route. Lanes take turns, so that a thousand messages for a slow server
 * hold up nobody else's.
 */
export class JobLine<Job> {
  readonly #atOnce: number;
  readonly #atOncePerRoute: () => number;
  /** The lane whose turn comes next is first. */
  readonly #lanes = new Map<string, Lane<Job>>();
  #running = 0;

  constructor(atOnce: number, atOncePerRoute: () => number) {
    this.#atOnce = atOnce;
    this.#atOncePerRoute = atOncePerRoute;
  }

  add(route: string, job: Job): void {
    const lane = this.#lanes.get(route);
    if (lane === undefined) this.#lanes.set(route, { waiting: [job], running: 0 });
    else lane.waiting.push(job);
  }

  /** The next job that may run now, or null. It runs until `ended` is called with its route. */
  next(): { readonly route: string; readonly job: Job } | null {
    if (this.#running >= this.#atOnce) return null;
    for (const [route, lane] of this.#lanes) {
      if (lane.running >= this.#atOncePerRoute()) continue;
      const job = lane.waiting.shift();
      if (job === undefined) continue;
      lane.running++;
      this.#running++;
      this.#lanes.delete(route);
      this.#lanes.set(route, lane);
      return { route, job };
    }
    return null;
  }

  ended(route: string): void {
    const lane = this.#lanes.get(route);
    if (lane === undefined) return;
    lane.running--;
    this.#running--;
    if (lane.running === 0 && lane.waiting.length === 0) this.#lanes.delete(route);
  }

  /** Forgets what has not begun. */
  clear(): void {
    for (const lane of this.#lanes.values()) lane.waiting.length = 0;
  }
}
