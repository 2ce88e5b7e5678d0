/** Runs something later, unless the process has ended. Answers what calls it off. */
export function schedule(run: () => void, delayMs: number): () => void {
  const timer = setTimeout(run, delayMs).unref();
  return () => {
    clearTimeout(timer);
  };
}
