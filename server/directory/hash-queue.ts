/** Hashing shares the libuv pool with every file the server reads: few at a time, and not too many waiting. */
export interface HashQueue {
  /** Runs the work as soon as there is room; null, at once, where too many wait already. */
  tryRun<T>(work: () => Promise<T>): Promise<T> | null;
  /** Runs the work however many wait: what the administrator asks for is not refused. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createHashQueue(limits: { readonly inFlight: number; readonly waiting: number }): HashQueue {
  const waiting: (() => void)[] = [];
  let inFlight = 0;

  async function run<T>(work: () => Promise<T>): Promise<T> {
    if (inFlight < limits.inFlight) inFlight++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The place goes straight to the next one: nobody can slip in between.
      const next = waiting.shift();
      if (next) next();
      else inFlight--;
    }
  }

  return {
    run,
    tryRun: (work) => (waiting.length < limits.waiting ? run(work) : null),
  };
}
