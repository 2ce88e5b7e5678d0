import type { Clock } from '../contract/clock.ts';
import type { ServerStatus } from '../contract/status.ts';
import type { StoreEvent, StoreStats } from '../store/store-events.ts';

/** How long a refusal for want of space is shown: the next message may find room again. */
const DISK_FULL_SHOWN_MS = 60_000;

/** What the administrator sees of the store: its state now, and what happened to it since the start. */
export class StorageState {
  readonly #clock: Clock;
  readonly #notices = new Set<string>();
  #diskFullAt: number | null = null;
  #failure = '';

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get notices(): readonly string[] {
    return [...this.#notices];
  }

  /** Answers what the administrator should be told of it, or null. */
  note(event: StoreEvent): string | null {
    if (event.kind === 'disk-full') this.#diskFullAt = this.#clock();
    if (event.kind === 'failed') this.#failure = event.cause;
    const notice = noticeOf(event);
    if (notice !== null) this.#notices.add(notice);
    return notice;
  }

  now({ state }: StoreStats): ServerStatus['storage'] {
    if (state === 'failed') return { state: 'failed', detail: this.#failure };
    if (state === 'restarting') return { state: 'failed', detail: 'The storage is being started again.' };
    const isFull = this.#diskFullAt !== null && this.#clock() - this.#diskFullAt < DISK_FULL_SHOWN_MS;
    if (isFull)
      return { state: 'read-only', detail: 'The disk is full: new mail is refused for now, none is lost.' };
    return { state: 'ok', detail: '' };
  }
}

function noticeOf(event: StoreEvent): string | null {
  switch (event.kind) {
    case 'recovered':
      return event.sweptFiles === 0
        ? 'The last run did not end in good order. All acknowledged mail is there.'
        : `The last run did not end in good order. All acknowledged mail is there; ${event.sweptFiles} files of messages that were never acknowledged were removed.`;
    case 'database-missing':
      return `mail.db was missing or empty, and with it the accounts. A new one was made; the mail there was is kept as it is in the folder ${event.orphans}.`;
    case 'checked':
      return event.problems.length === 0 ? null : `The check of mail.db found: ${event.problems.join('; ')}`;
    case 'disk-full':
      return null;
    case 'settle-failed':
      return `Accepted messages stay in mail.db because their files cannot be written: ${event.cause}`;
    case 'reopened':
      return `The storage was opened anew after an error: ${event.cause}`;
    case 'worker-restarted':
      return `The storage was started again after a crash: ${event.cause}`;
    case 'failed':
      return `The storage has failed, and mail is refused until Gatepost is started again: ${event.cause}`;
  }
}
