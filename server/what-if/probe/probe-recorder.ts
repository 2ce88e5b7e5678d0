import type { SessionLog, SessionRecorder } from '../../contract/session-recorder.ts';
import type { VerdictRow } from '../../contract/session-log.ts';
import { ID_PLACEHOLDER } from './silent-services.ts';

/** Keeps the verdicts of a session that no log will show. */
export class ProbeRecorder implements SessionLog {
  #last: Omit<VerdictRow, 'at'> | null = null;

  /** The verdict given since the last question, or null. */
  takeVerdict(): Omit<VerdictRow, 'at'> | null {
    const verdict = this.#last;
    this.#last = null;
    return verdict;
  }

  open(): SessionRecorder {
    const nothing = (): void => undefined;
    return {
      id: ID_PLACEHOLDER,
      line: nothing,
      verdict: (row) => {
        this.#last = row;
      },
      refused: nothing,
      update: nothing,
      recipient: nothing,
      accepted: nothing,
      close: nothing,
    };
  }
}
