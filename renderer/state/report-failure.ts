import { noteFailure } from './last-change.ts';

/** Runs a change that has no form to show a refusal in; the truth bar shows it then. */
export function reportFailure(what: string, change: Promise<void>): void {
  change.catch((error: unknown) => {
    noteFailure(what, error instanceof Error ? error.message : String(error));
  });
}
