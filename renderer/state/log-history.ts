import type { LogSearchPage } from '../../server/contract/log-calls.ts';
import type { LogCursor, LogQuery } from '../../server/contract/log-history.ts';
import type { SessionResult, SessionSummary } from '../../server/contract/session-log.ts';
import { firstIndex, placeOf } from './sorted-rows.ts';

const PAGE_ROWS = 200;
/** Rows loaded before they are scrolled to. */
const ROWS_AHEAD = 600;
/** Pages kept on either side of what is looked at; the others are asked for again when they are scrolled to. */
const PAGES_KEPT = 12;
/** Chromium cuts elements off at 33.5 million pixels: 1.19 million rows. */
export const MOST_ROWS = 1_000_000;
/** Searches that ended by their bounds, not by a full page, before the reader is asked whether to go on. */
const SEARCHES_UNASKED = 5;
/** Somebody who types changes the query with every key. */
const FIRST_SEARCH_AFTER_MS = 150;

/**
 * What follows the rows that are there. `more`: unknown sessions, loaded once they are scrolled to; `bounded`: it was
 * searched long enough without asking; `full`: the list takes no more rows.
 */
export type HistoryEnd =
  | { readonly kind: 'more' | 'loading' | 'end' | 'full' }
  | { readonly kind: 'bounded'; readonly searchedBackTo: number }
  | { readonly kind: 'failed'; readonly because: string };

export interface HistoryPorts {
  readonly search: (query: LogQuery) => Promise<LogSearchPage>;
  /** Runs a function later; the answer cancels it. */
  readonly schedule: (run: () => void, delayMs: number) => () => void;
}

/** Sessions of each result. */
export type Tally = Readonly<Record<SessionResult, number>>;
const NOTHING: Tally = { running: 0, accepted: 0, blocked: 0, deferred: 0, closed: 0 };

interface Page {
  /** What its first search began before; null for the newest. */
  readonly before: LogCursor | null;
  readonly start: number;
  readonly count: number;
  /** Null while they are not kept. */
  rows: readonly SessionSummary[] | null;
  isLoading: boolean;
}

/**
 * The sessions before a moment, the floor, as far back as they are kept, in pages by cursor. Outside React: it is told
 * which rows are looked at, and tells when there are others. Of a million rows it holds a few thousand, and of every
 * page the place where it begins.
 */
export class LogHistory {
  readonly #query: LogQuery;
  readonly #ports: HistoryPorts;
  readonly #listeners = new Set<() => void>();
  #pages: Page[] = [];
  #count = 0;
  #tally: Tally = NOTHING;
  #floor: number;
  #next: LogCursor | null = null;
  #end: HistoryEnd;
  #searches = 0;
  #wanted = { first: 0, last: 0 };
  #hasBegun = false;
  /** What is under way for another floor, or after the list was closed, is no longer waited for. */
  #round = 0;
  #version = 0;
  #cancelFirst: (() => void) | null = null;

  /** `query`: neither `before` nor `limit`. */
  constructor(query: LogQuery, floor: number, ports: HistoryPorts) {
    this.#query = query;
    this.#floor = floor;
    this.#ports = ports;
    this.#end = this.#isEmptyTime(floor) ? { kind: 'end' } : { kind: 'more' };
  }

  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#cancelFirst?.();
      this.#cancelFirst = null;
    };
  };

  /** Sessions that started before it are here, all others elsewhere; milliseconds since 1970. */
  get floor(): number {
    return this.#floor;
  }

  get count(): number {
    return this.#count;
  }

  /** How many of these there are of each result. */
  get tally(): Tally {
    return this.#tally;
  }

  get end(): HistoryEnd {
    return this.#end;
  }

  /** Undefined while the row is not at hand. */
  rowAt(index: number): SessionSummary | undefined {
    const page = this.#pages[this.#pageOf(index)];
    return page?.rows?.[index - page.start];
  }

  /** The place of a session among the rows at hand, or -1. Without its start, the newest of that id. */
  indexOf(id: string, startedAt: number | null): number {
    for (const { rows, start, before } of this.#pages) {
      if (startedAt !== null && before !== null && before.startedAt < startedAt) break;
      const place = rows === null ? -1 : placeOf(rows, id, startedAt);
      if (place >= 0) return start + place;
    }
    return -1;
  }

  /** The rows that are looked at: they are loaded, with some after them, and those far away are let go. */
  want(first: number, last: number): void {
    this.#wanted = { first, last };
    if (this.#hasBegun) {
      this.#serve();
      return;
    }
    if (last < -ROWS_AHEAD || this.#cancelFirst !== null) return;
    this.#cancelFirst = this.#ports.schedule(() => {
      this.#hasBegun = true;
      this.#serve();
    }, FIRST_SEARCH_AFTER_MS);
  }

  /** Goes on after `bounded` or `failed`. */
  goOn(): void {
    if (this.#end.kind !== 'bounded' && this.#end.kind !== 'failed') return;
    this.#searches = 0;
    this.#become({ kind: 'more' });
    this.#serve();
  }

  /** Begins at a later floor. Rows that were there stay until those of the later floor have come. */
  async rebase(floor: number): Promise<void> {
    if (floor === this.#floor) return;
    if (!this.#hasBegun) {
      this.#floor = floor;
      if (!this.#isEmptyTime(floor) && this.#end.kind === 'end') this.#end = { kind: 'more' };
      return;
    }
    const round = ++this.#round;
    const page = await this.#ports.search(this.#asked(floor, null, PAGE_ROWS)).catch(() => null);
    if (page === null || round !== this.#round) return;
    this.#floor = floor;
    this.#pages = [];
    this.#count = 0;
    this.#tally = NOTHING;
    this.#searches = 0;
    this.#take(page, null);
    this.#serve();
  }

  /** Whether there is no time of which it could know anything. */
  get isEmpty(): boolean {
    return this.#isEmptyTime(this.#floor);
  }

  #isEmptyTime(floor: number): boolean {
    return Math.min(this.#query.to ?? Infinity, floor) <= (this.#query.from ?? 0);
  }

  #asked(floor: number, before: LogCursor | null, limit: number): LogQuery {
    const to = Math.min(this.#query.to ?? Infinity, floor);
    return {
      ...this.#query,
      ...(Number.isFinite(to) && { to }),
      ...(before !== null && { before }),
      limit,
    };
  }

  #serve(): void {
    if (this.#listeners.size === 0) return;
    const { first, last } = this.#wanted;
    const [from, to] = [this.#pageOf(first), this.#pageOf(last)];
    for (const [index, page] of this.#pages.entries()) {
      if (index < from - PAGES_KEPT || index > to + PAGES_KEPT) page.rows = null;
      else if (index >= from - 1 && index <= to + 1 && page.rows === null) void this.#reload(page);
    }
    if (this.#end.kind === 'more' && last + ROWS_AHEAD >= this.#count) void this.#loadNext();
  }

  async #loadNext(): Promise<void> {
    const round = this.#round;
    const before = this.#next;
    this.#become({ kind: 'loading' });
    try {
      const page = await this.#ports.search(this.#asked(this.#floor, before, PAGE_ROWS));
      if (round !== this.#round) return;
      this.#take(page, before);
      this.#serve();
    } catch (error) {
      if (round !== this.#round) return;
      this.#become({ kind: 'failed', because: error instanceof Error ? error.message : String(error) });
    }
  }

  #take({ sessions, more }: LogSearchPage, before: LogCursor | null): void {
    if (sessions.length > 0) {
      const [start, count] = [this.#count, sessions.length];
      this.#pages.push({ before, start, count, rows: sessions, isLoading: false });
      this.#count += count;
      this.#tally = addedTo(this.#tally, sessions);
    }
    this.#next = more;
    const isBounded = sessions.length < PAGE_ROWS;
    this.#searches = isBounded ? this.#searches + 1 : 0;
    if (more === null) this.#become({ kind: 'end' });
    else if (this.#count >= MOST_ROWS) this.#become({ kind: 'full' });
    else if (isBounded && this.#searches >= SEARCHES_UNASKED)
      this.#become({ kind: 'bounded', searchedBackTo: more.startedAt });
    else this.#become({ kind: 'more' });
  }

  /** A page that was let go; it may take several searches, as it did the first time. */
  async #reload(page: Page): Promise<void> {
    if (page.isLoading) return;
    page.isLoading = true;
    const round = this.#round;
    const rows: SessionSummary[] = [];
    let before = page.before;
    try {
      do {
        const found = await this.#ports.search(this.#asked(this.#floor, before, page.count - rows.length));
        rows.push(...found.sessions);
        before = found.more;
      } while (rows.length < page.count && before !== null && round === this.#round);
      page.rows = rows;
    } catch {
      page.rows = null; // asked for again when the list is moved
    } finally {
      page.isLoading = false;
    }
    if (round === this.#round) this.#tell();
  }

  /** The last page that begins at or before the row; -1 before all of them. */
  #pageOf(index: number): number {
    return firstIndex(this.#pages.length, (page) => (this.#pages[page]?.start ?? Infinity) > index) - 1;
  }

  #become(end: HistoryEnd): void {
    this.#end = end;
    this.#tell();
  }

  #tell(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}

function addedTo(tally: Tally, sessions: readonly SessionSummary[]): Tally {
  const sum = { ...tally };
  for (const { result } of sessions) sum[result]++;
  return sum;
}
