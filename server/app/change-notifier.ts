import type { ChangedData, Events } from '../contract/events.ts';

/** What happens by itself, an attack's blocks for one, is told at most this often. */
const QUIET_MS = 250;

/** Tells the window which data to ask for anew. */
export class ChangeNotifier {
  readonly #revision: () => number;
  readonly #reportError: (step: string, cause: unknown) => void;
  readonly #listeners = new Set<(change: Events['changed']) => void>();
  readonly #waiting = new Set<ChangedData>();
  #timer: NodeJS.Timeout | null = null;

  constructor(revision: () => number, reportError: (step: string, cause: unknown) => void) {
    this.#revision = revision;
    this.#reportError = reportError;
  }

  on(listener: (change: Events['changed']) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  now(what: readonly ChangedData[]): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener({ what, revision: this.#revision() });
      } catch (cause) {
        this.#reportError('telling of a change', cause);
      }
    }
  }

  soon(what: ChangedData): void {
    this.#waiting.add(what);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const all = [...this.#waiting];
      this.#waiting.clear();
      this.now(all);
    }, QUIET_MS).unref();
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#listeners.clear();
  }
}
