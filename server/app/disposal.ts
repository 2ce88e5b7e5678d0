import type { Dispose } from '../contract/clock.ts';

/** What has been started and must be stopped, the last first. */
export class Disposal {
  readonly #reportError: (step: string, cause: unknown) => void;
  #steps: { readonly name: string; readonly run: () => Promise<void> | void }[] = [];
  #running: Promise<void> | null = null;

  constructor(reportError: (step: string, cause: unknown) => void) {
    this.#reportError = reportError;
  }

  add(name: string, run: () => Promise<void> | void): void {
    this.#steps.push({ name, run });
  }

  /** Stops everything; what fails is reported and hinders nothing else. Idempotent. */
  readonly dispose: Dispose = () => (this.#running ??= this.#run());

  async #run(): Promise<void> {
    for (const { name, run } of this.#steps.toReversed()) {
      try {
        await run();
      } catch (cause) {
        this.#reportError(`stopping ${name}`, cause);
      }
    }
  }
}
