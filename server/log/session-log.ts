import { randomInt } from 'node:crypto';
import type { Clock } from '../contract/clock.ts';
import type { Events } from '../contract/events.ts';
import type { LogPage } from '../contract/log-calls.ts';
import type { SessionLog, SessionOpening, SessionRecorder } from '../contract/session-recorder.ts';
import type { LogCounters } from '../contract/status.ts';
import type { LogQuery } from '../contract/log-history.ts';
import type { SessionDetail, SessionResult } from '../contract/session-log.ts';
import { ChangeFeed, type Schedule } from './change-feed.ts';
import { CounterFeed } from './counter-feed.ts';
import { FloodCounter } from './flood-counter.ts';
import { searchSessions, type Pause } from './search-sessions.ts';
import { SessionEntry } from './session-entry.ts';
import { newSessionId, type RandomInt } from './session-ids.ts';
import type { RecordedSession } from './recorded-session.ts';
import { KEEP_NOTHING, type SessionKeeper } from './session-keeper.ts';
import { SessionKeys } from './session-keys.ts';
import { SessionRing } from './session-ring.ts';

const RING_SESSIONS = 10_000;
const RING_TEXT_BYTES = 64 * 1024 * 1024;
/** How long a session of a flooding network waits to be found one more of the same before it is listed. */
const HOLD_MS = 1000;
/** Sessions that are only counted and can still be looked up by the id in their refusal. */
const REMEMBERED_REPEATS = 10_000;

export interface SessionLogPorts {
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** A listener of the log's events failed; the log goes on. */
  readonly onError: (cause: unknown) => void;
  /** Where sessions go when they have ended; without one, what leaves the memory is gone. */
  readonly keeper?: SessionKeeper;
  readonly randomInt?: RandomInt;
  readonly pause?: Pause;
  readonly ringSessions?: number;
  readonly ringTextBytes?: number;
}

/** The live session log: the last 10,000 sessions, in memory. */
export class LiveSessionLog implements SessionLog {
  readonly #ports: SessionLogPorts;
  readonly #ring: SessionRing;
  readonly #feed: ChangeFeed<SessionEntry>;
  readonly #counterFeed: CounterFeed;
  readonly #floods = new FloodCounter();
  readonly #keys = new SessionKeys();
  readonly #keeper: SessionKeeper;
  /** Sessions of flooding networks that are not listed yet. */
  #waiting = new Map<string, SessionEntry>();
  #cancelRelease: (() => void) | null = null;
  /** Ids of sessions that are only counted, and the row that stands for each. */
  #repeated = new Map<string, SessionEntry>();
  #revision = 0;
  #counts: Record<SessionResult, number> = { running: 0, accepted: 0, blocked: 0, deferred: 0, closed: 0 };
  #dropped = 0;

  constructor(ports: SessionLogPorts) {
    this.#ports = ports;
    this.#keeper = ports.keeper ?? KEEP_NOTHING;
    this.#ring = new SessionRing({
      sessions: ports.ringSessions ?? RING_SESSIONS,
      textBytes: ports.ringTextBytes ?? RING_TEXT_BYTES,
    });
    this.#feed = new ChangeFeed(ports.schedule, ports.onError);
    this.#counterFeed = new CounterFeed(ports.schedule, () => this.counters(), ports.onError);
  }

  open(opening: SessionOpening): SessionRecorder {
    const id = newSessionId(this.#ports.randomInt ?? randomInt, (taken) => this.#find(taken) !== undefined);
    const now = this.#ports.clock();
    const entry = new SessionEntry(id, this.#keys.next(now), opening, now);
    if (!entry.isOutbound) {
      this.#counts.running++;
      this.#counterFeed.changed();
    }
    if (this.#floods.isFlooding(opening.ip, now)) this.#hold(entry);
    else this.#list(entry);
    return this.#recorderOf(entry);
  }

  /**
   * Sessions of each result since the start; those that are only counted are in it. What other servers do with mail
   * that goes out is not: nobody who looks for blocked attempts looks for that.
   */
  counters(): LogCounters {
    return { ...this.#counts, dropped: this.#dropped + this.#keeper.notKept };
  }

  tail(count: number): LogPage {
    const sessions = this.#ring
      .newestFirst()
      .slice(0, count)
      .map((entry) => entry.summary());
    return { sessions, counters: this.counters() };
  }

  /** The sessions in memory that match, newest first: at most `limit`, of those that come after `before` in the list. */
  async search(query: LogQuery, limit: number, before: number): Promise<readonly SessionEntry[]> {
    const entries = this.#ring.newestFirst().filter(({ key }) => key < before);
    entries.sort((one, other) => other.key - one.key);
    return searchSessions(entries, query, limit, this.#ports.pause ?? nextTurn);
  }

  /** Null where the session has left the memory. The id of one that is only counted finds the row it stands in. */
  session(id: string): SessionDetail | null {
    return this.#find(id)?.detail() ?? null;
  }

  /** Sessions that have not ended, with what was judged in them so far. */
  running(): readonly RecordedSession[] {
    return [...this.#ring.newestFirst(), ...this.#waiting.values()]
      .filter((entry) => !entry.hasEnded && !entry.isOutbound)
      .map((entry) => entry.recorded());
  }

  /** The key of a session in memory, else null. */
  keyOf(id: string, startedAt: number): number | null {
    const entry = this.#ring.get(id);
    return entry?.startedAt === startedAt ? entry.key : null;
  }

  on(listener: (change: Events['sessions']) => void): () => void {
    return this.#feed.on((entries) => {
      listener({ rows: entries.map((entry) => entry.summary()), counters: this.counters() });
    });
  }

  onCounters(listener: (counters: LogCounters) => void): () => void {
    return this.#counterFeed.on(listener);
  }

  dispose(): void {
    this.#feed.stop();
    this.#counterFeed.stop();
    this.#cancelRelease?.();
    this.#cancelRelease = null;
  }

  #recorderOf(entry: SessionEntry): SessionRecorder {
    const { clock } = this.#ports;
    const change = (make: () => void): void => {
      if (!entry.hasEnded) this.#change(entry, make);
    };
    return {
      id: entry.id,
      line: (from, text) => {
        change(() => {
          entry.line(clock(), from, text);
        });
      },
      verdict: (row, step) => {
        change(() => {
          entry.verdict({ ...row, at: clock() }, step);
        });
      },
      refused: (refusal) => {
        change(() => {
          entry.refused(refusal);
        });
      },
      update: (fields) => {
        change(() => {
          entry.update(fields);
        });
      },
      recipient: (address) => {
        change(() => {
          entry.recipient(address);
        });
      },
      accepted: () => {
        change(() => {
          entry.accepted();
        });
        this.#release(entry);
      },
      close: () => {
        if (entry.hasEnded) return;
        change(() => {
          entry.end(clock());
        });
        this.#settle(entry);
      },
    };
  }

  #change(entry: SessionEntry, make: () => void): void {
    const before = entry.result;
    make();
    entry.revision = ++this.#revision;
    const after = entry.result;
    if (before !== after && !entry.isOutbound) {
      this.#counts[before]--;
      this.#counts[after]++;
      this.#feed.tick();
      this.#counterFeed.changed();
    }
    if (entry.place !== 'listed') return;
    this.#ring.weigh(entry);
    this.#feed.changed(entry);
  }

  #settle(entry: SessionEntry): void {
    const row = this.#floods.settle(entry, this.#ports.clock());
    if (!row) {
      this.#release(entry);
      this.#keep(entry);
      return;
    }
    this.#waiting.delete(entry.id);
    entry.place = 'gone';
    this.#remember(entry.id, row);
    row.revision = ++this.#revision;
    this.#feed.changed(row);
    this.#keeper.count(entry.summary(), row);
  }

  #keep(entry: SessionEntry): void {
    const session = entry.detail();
    this.#keeper.keep({ key: entry.key, session, steps: entry.takeSteps() });
    this.#ring.weigh(entry);
  }

  #remember(id: string, row: SessionEntry): void {
    this.#repeated.set(id, row);
    if (this.#repeated.size <= REMEMBERED_REPEATS) return;
    const oldest = this.#repeated.keys().next();
    if (!oldest.done) this.#repeated.delete(oldest.value);
  }

  #hold(entry: SessionEntry): void {
    this.#waiting.set(entry.id, entry);
    this.#cancelRelease ??= this.#ports.schedule(() => {
      this.#cancelRelease = null;
      for (const waiting of [...this.#waiting.values()]) this.#release(waiting);
    }, HOLD_MS);
  }

  #release(entry: SessionEntry): void {
    if (this.#waiting.delete(entry.id)) this.#list(entry);
  }

  #list(entry: SessionEntry): void {
    entry.revision = ++this.#revision;
    const left = this.#ring.add(entry);
    if (left) {
      this.#feed.forget(left);
      if (!left.hasEnded) this.#dropped++;
    }
    this.#feed.changed(entry);
  }

  #find(id: string): SessionEntry | undefined {
    return this.#ring.get(id) ?? this.#waiting.get(id) ?? this.#listedRowOf(id);
  }

  #listedRowOf(id: string): SessionEntry | undefined {
    const row = this.#repeated.get(id);
    return row?.place === 'listed' ? row : undefined;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
