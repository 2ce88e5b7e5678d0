import type { SessionSummary } from '../../server/contract/session-log.ts';
import { firstIndex } from './sorted-rows.ts';

/** How many sessions the window keeps at hand. */
const CAPACITY = 10_000;
/** How far over its capacity the ring grows before its oldest rows are cut off in one go. */
const SLACK = 1000;
const NOTIFY_EVERY_MS = 100;
/** More than a window shows: then every row on the screen is another each time, and nobody reads them. */
const FLOOD_ROWS = 100;
const NOTIFY_IN_FLOOD_MS = 250;
/** Sessions from before the floor that changed since; as many as can be running. */
const LATE_CHANGES = 1000;

/**
 * The newest sessions, outside React: rows come at any rate, listeners are told at most ten times a second, in a
 * flood four times. Rows are merged by id, the higher revision wins, and ordered by start. It holds every session
 * from its floor on.
 */
export class LogRing {
  /** Oldest first. */
  #rows: SessionSummary[] = [];
  #byId = new Map<string, SessionSummary>();
  /** What is known of sessions that started before the floor. */
  #late = new Map<string, SessionSummary>();
  #floor = Infinity;
  readonly #listeners = new Set<() => void>();
  #isWaiting = false;
  #hasNews = false;
  /** Rows that came since listeners were told. */
  #rowsUntold = 0;
  #version = 0;

  /** Grows with every change that listeners were told of. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get size(): number {
    return this.#rows.length;
  }

  /** Milliseconds since 1970; infinite before anything is known. Older sessions are asked of the server. */
  get floor(): number {
    return this.#floor;
  }

  /** When the newest session started; null where there is none. */
  get newestStart(): number | null {
    return this.#rows.at(-1)?.startedAt ?? null;
  }

  /** The newest that is known of a session, which may be from before the floor. */
  find(id: string): SessionSummary | undefined {
    return this.#byId.get(id) ?? this.#late.get(id);
  }

  /** Every row at this moment, newest first. */
  newestFirst(): readonly SessionSummary[] {
    return this.#rows.toReversed();
  }

  /** Begins anew with the sessions from `floor` on, all of them, oldest first. */
  restart(rows: readonly SessionSummary[], floor: number): void {
    const later = this.#rows.filter(({ startedAt }) => startedAt >= floor);
    this.#rows = [];
    this.#byId = new Map();
    this.#floor = floor;
    // Rows that came while these were asked for may be newer.
    this.merge([...rows, ...later]);
  }

  merge(rows: readonly SessionSummary[]): void {
    for (const row of rows) this.#merge(row);
    this.#rowsUntold += rows.length;
    if (this.#rows.length > CAPACITY + SLACK) this.#cutOldest();
    this.#tell();
  }

  #merge(row: SessionSummary): void {
    const known = this.find(row.id);
    if (known?.startedAt === row.startedAt && known.revision >= row.revision) return;
    if (row.startedAt < this.#floor && this.#floor !== Infinity) {
      this.#late.set(row.id, row);
      if (this.#late.size > LATE_CHANGES) this.#late.delete(this.#late.keys().next().value ?? '');
      return;
    }
    this.#replace(this.#byId.get(row.id), row);
    this.#byId.set(row.id, row);
  }

  /** At once where nobody was told lately, else when the time is up. */
  #tell(): void {
    this.#hasNews = this.#isWaiting;
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    const isFlood = this.#rowsUntold > FLOOD_ROWS;
    this.#rowsUntold = 0;
    setTimeout(
      () => {
        this.#isWaiting = false;
        if (this.#hasNews) this.#tell();
      },
      isFlood ? NOTIFY_IN_FLOOD_MS : NOTIFY_EVERY_MS,
    );
    this.#version++;
    for (const listener of this.#listeners) listener();
  }

  /** In the place of the row before, unless it is another session whose id has come again. */
  #replace(before: SessionSummary | undefined, row: SessionSummary): void {
    if (before === undefined) {
      this.#place(row);
      return;
    }
    const ofThatTime = firstIndex(this.#rows.length, (place) => this.#startOf(place) >= before.startedAt);
    const index = this.#rows.indexOf(before, ofThatTime);
    if (before.startedAt === row.startedAt) {
      this.#rows[index] = row;
      return;
    }
    this.#rows.splice(index, 1);
    this.#place(row);
  }

  #place(row: SessionSummary): void {
    let index = this.#rows.length;
    while (index > 0 && this.#startOf(index - 1) > row.startedAt) index--;
    if (index === this.#rows.length) this.#rows.push(row);
    else this.#rows.splice(index, 0, row);
  }

  #startOf(index: number): number {
    return this.#rows[index]?.startedAt ?? 0;
  }

  /** All of one millisecond, so that the floor parts them from the rest. */
  #cutOldest(): void {
    let cut = this.#rows.length - CAPACITY;
    const last = this.#startOf(cut - 1);
    while (cut < this.#rows.length && this.#startOf(cut) === last) cut++;
    for (const { id } of this.#rows.splice(0, cut)) this.#byId.delete(id);
    this.#floor = last + 1;
  }
}
