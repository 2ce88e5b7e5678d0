/** Runs a function later; the answer cancels it. */
export type Schedule = (run: () => void, delayMs: number) => () => void;

/** Resolves after the time, or at once when the signal says so. */
export function pause(schedule: Schedule, delayMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = schedule(end, delayMs);
    signal.addEventListener('abort', end);
  });
}
