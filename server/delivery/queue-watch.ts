import type { Clock } from '../contract/clock.ts';
import type { DeliveryQueue, QueueEntry } from '../contract/delivery-queue.ts';
import type { Claims } from './claims.ts';
import type { Schedule } from './schedule.ts';

/** Entries read at a time. */
const BATCH = 500;
/** Entries taken at most: the rest waits in the queue. */
const TAKEN_AT_MOST = 5000;
/**
 * The longest sleep, and the shortest. Timers do not see the clock being put forward and overflow after 24 days; and an
 * entry that is due but cannot be had now must not keep the processor busy.
 */
const LONGEST_SLEEP_MS = 5 * 60_000;
const SHORTEST_SLEEP_MS = 1000;
const AFTER_FAILURE_MS = 10_000;

export interface QueueWatchPorts {
  readonly queue: Pick<DeliveryQueue, 'due' | 'nextDueAt' | 'onNews'>;
  readonly claims: Claims;
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** Takes entries that are due and claimed. */
  readonly onDue: (entries: readonly QueueEntry[]) => void;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** Looks into the queue when there is news or something becomes due, and sleeps in between. */
export class QueueWatch {
  readonly #ports: QueueWatchPorts;
  #endNews: (() => void) | null = null;
  #isLooking = false;
  #lookAgain = false;
  #isFull = false;
  #wakesAt = Infinity;
  #cancelSleep: (() => void) | null = null;

  constructor(ports: QueueWatchPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#endNews ??= this.#ports.queue.onNews(() => {
      this.look();
    });
    this.look();
  }

  stop(): void {
    this.#endNews?.();
    this.#endNews = null;
    this.#wake();
  }

  /** Looks now; while it looks already, once more after that. */
  look(): void {
    if (this.#endNews === null) return;
    this.#lookAgain = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    void this.#lookUntilQuiet();
  }

  /** Entries have been worked off; the next one is due at this time, if any. */
  settled(nextDueAt: number | null): void {
    if (this.#isFull && this.#ports.claims.ids.size < TAKEN_AT_MOST / 2) this.look();
    else if (nextDueAt !== null) this.#sleepUntil(nextDueAt);
  }

  async #lookUntilQuiet(): Promise<void> {
    const { clock, reportError } = this.#ports;
    while (this.#lookAgain && this.#endNews !== null) {
      this.#lookAgain = false;
      this.#wake();
      try {
        await this.#takeDue();
      } catch (cause) {
        reportError('reading the queue', cause);
        this.#sleepUntil(clock() + AFTER_FAILURE_MS);
      }
    }
    this.#isLooking = false;
  }

  async #takeDue(): Promise<void> {
    const { queue, claims, clock, onDue } = this.#ports;
    this.#isFull = false;
    for (;;) {
      if (claims.ids.size >= TAKEN_AT_MOST) {
        this.#isFull = true;
        return;
      }
      const entries = await claims.takeFound((except) => queue.due(clock(), BATCH, except));
      if (this.#endNews === null) claims.free(entries.map(({ id }) => id));
      if (entries.length === 0 || this.#endNews === null) break;
      onDue(entries);
    }
    const next = await queue.nextDueAt(claims.ids);
    if (next !== null) this.#sleepUntil(next);
  }

  #sleepUntil(time: number): void {
    if (this.#endNews === null || time >= this.#wakesAt) return;
    this.#wake();
    this.#wakesAt = time;
    const sleepMs = Math.min(Math.max(time - this.#ports.clock(), SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS);
    this.#cancelSleep = this.#ports.schedule(() => {
      this.#wake();
      this.look();
    }, sleepMs);
  }

  #wake(): void {
    this.#cancelSleep?.();
    this.#cancelSleep = null;
    this.#wakesAt = Infinity;
  }
}
