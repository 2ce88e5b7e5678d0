import type { LoudNoticeCode } from '../../contract/notice-codes.ts';
import type { Notice } from '../../contract/notices.ts';

/** A notice that goes out of the window: to the desktop, by mail. */
export type LoudNotice = Notice & { readonly code: LoudNoticeCode };

export interface AlertGroupsOptions {
  /** For one reason at most one alert goes out in this time. */
  readonly quietMs: number;
  /** Runs something later; answers what calls it off. */
  readonly schedule: (run: () => void, delayMs: number) => () => void;
  /** Takes notices of one reason, the oldest first; at least one. Never throws. */
  readonly deliver: (notices: readonly LoudNotice[]) => void;
}

interface QuietTime {
  readonly callOff: () => void;
  held: readonly LoudNotice[];
}

/** Lets the first notice of a reason through at once, and what follows within the quiet time together at its end. */
export class AlertGroups {
  readonly #options: AlertGroupsOptions;
  readonly #quiet = new Map<LoudNoticeCode, QuietTime>();

  constructor(options: AlertGroupsOptions) {
    this.#options = options;
  }

  add(notice: LoudNotice): void {
    const quiet = this.#quiet.get(notice.code);
    if (quiet) {
      quiet.held = [...quiet.held, notice];
      return;
    }
    this.#begin(notice.code);
    this.#options.deliver([notice]);
  }

  dispose(): void {
    for (const { callOff } of this.#quiet.values()) callOff();
    this.#quiet.clear();
  }

  #begin(code: LoudNoticeCode): void {
    const callOff = this.#options.schedule(() => {
      const held = this.#quiet.get(code)?.held ?? [];
      this.#quiet.delete(code);
      if (held.length === 0) return;
      this.#begin(code);
      this.#options.deliver(held);
    }, this.#options.quietMs);
    this.#quiet.set(code, { callOff, held: [] });
  }
}
