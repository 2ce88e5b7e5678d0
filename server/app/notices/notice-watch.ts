import type { Clock } from '../../contract/clock.ts';
import type { NoticeBoard } from '../../contract/notices.ts';
import type { ServerStatus } from '../../contract/status.ts';
import { TroubleWatch, type WatchedHealth } from './trouble-watch.ts';

const LOOK_MS = 60_000;

export interface NoticeWatchOptions {
  readonly clock: Clock;
  /** Runs something later; answers what calls it off. */
  readonly schedule: (run: () => void, delayMs: number) => () => void;
  readonly notices: NoticeBoard;
  readonly status: () => ServerStatus;
  readonly health: () => Promise<WatchedHealth>;
  /** Tries to open anew what could not be opened. */
  readonly openListeners: () => Promise<void>;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** Looks after the server every minute, and tries anew what does not run: the program in the way may be gone. */
export class NoticeWatch {
  readonly #options: NoticeWatchOptions;
  readonly #troubles: TroubleWatch;
  #callOff: () => void = () => undefined;
  #isEnded = false;

  constructor(options: NoticeWatchOptions) {
    this.#options = options;
    this.#troubles = new TroubleWatch(options.notices, options.clock);
  }

  /** The status may be another. */
  follow(): void {
    this.#troubles.follow(this.#options.status());
  }

  /** Answers what ends it. */
  start(): () => void {
    this.#lookLater();
    return () => {
      this.#isEnded = true;
      this.#callOff();
    };
  }

  #lookLater(): void {
    if (this.#isEnded) return;
    this.#callOff = this.#options.schedule(() => {
      this.#look()
        .catch((cause: unknown) => {
          this.#options.reportError('looking for what is worth a notice', cause);
        })
        .finally(() => {
          this.#lookLater();
        });
    }, LOOK_MS);
  }

  async #look(): Promise<void> {
    const { status, health, openListeners } = this.#options;
    if (status().listeners.some(({ state }) => state === 'failed')) await openListeners();
    this.follow();
    this.#troubles.check(await health());
  }
}
