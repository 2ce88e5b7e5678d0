import type { ListenerState } from '../contract/status.ts';

/**
 * Writes to the error log what the administrator should know and a console only shows: who runs Gatepost without a
 * window reads no other place. Each trouble once, until it is over and comes again.
 */
export class TroubleLog {
  readonly #report: (step: string, text: string) => void;
  #told = new Set<string>();

  constructor(report: (step: string, text: string) => void) {
    this.#report = report;
  }

  /** Everything that is wrong now. */
  update(notices: readonly string[], listeners: readonly ListenerState[]): void {
    const troubles = [
      ...notices.map((text) => ({ step: 'notice', text })),
      ...listeners.flatMap((listener) => {
        const text = troubleOf(listener);
        return text === null ? [] : [{ step: `listener ${listener.name}`, text }];
      }),
    ];
    const keyed = new Map(troubles.map((trouble) => [`${trouble.step}: ${trouble.text}`, trouble]));
    for (const [key, { step, text }] of keyed) if (!this.#told.has(key)) this.#report(step, text);
    this.#told = new Set(keyed.keys());
  }
}

function troubleOf(listener: ListenerState): string | null {
  switch (listener.state) {
    case 'failed':
      return `${listener.reason} ${listener.remedy}`;
    case 'fallback':
      return `${listener.reason} Mail is taken on port ${listener.boundPort} in its place. ${listener.remedy}`;
    case 'listening':
    case 'disabled':
      return null;
  }
}
