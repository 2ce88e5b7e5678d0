import { HostFailure } from './host-failure.ts';

/**
 * Gives a question its time: afterwards its signal is aborted with a HostFailure that says so. The signal is aborted
 * too once the question is answered, so that nothing of it goes on.
 */
export async function within<T>(wholeMs: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const end = new AbortController();
  const timer = setTimeout(() => {
    end.abort(new HostFailure(`no answer within ${String(wholeMs / 1000)} s`));
  }, wholeMs);
  try {
    return await ask(end.signal);
  } finally {
    clearTimeout(timer);
    end.abort();
  }
}
