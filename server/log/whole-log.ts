import type { Clock } from '../contract/clock.ts';
import type { LogPage, LogSearchPage } from '../contract/log-calls.ts';
import type { ExportFormat, LogCursor, LogExport, LogQuery, LogStats } from '../contract/log-history.ts';
import type { OptionActivity } from '../contract/option-activity.ts';
import type { SessionDetail } from '../contract/session-log.ts';
import { exportSessions } from './export/export-sessions.ts';
import type { HistoryReader } from './history/history-reader.ts';
import type { FoundSession, SearchAnswer, StopPoint } from './history/history-messages.ts';
import { hourOf } from './history/tally.ts';
import { KEYS_PER_MS } from './session-keys.ts';
import type { LiveSessionLog } from './session-log.ts';

const DEFAULT_LIMIT = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface WholeLogPorts {
  readonly clock: Clock;
  readonly live: LiveSessionLog;
  readonly reader: Pick<HistoryReader, 'ask'>;
  readonly reportError: (step: string, cause: unknown) => void;
}

/** The log as the console asks for it: the sessions in memory and those of the stored days, as one list. */
export class WholeLog {
  readonly #ports: WholeLogPorts;

  constructor(ports: WholeLogPorts) {
    this.#ports = ports;
  }

  /** The newest sessions in memory. */
  tail(count: number): LogPage {
    return this.#ports.live.tail(count);
  }

  /**
   * Newest first by the time of their start; a session that is in memory and stored is listed once, as it is in memory.
   * Where the files cannot be read, what is in memory is searched.
   */
  async search(query: LogQuery): Promise<LogSearchPage> {
    const { live } = this.#ports;
    const { before, limit = DEFAULT_LIMIT } = query;
    const beforeKey = before ? live.keyOf(before.id, before.startedAt) : null;
    const [inMemory, stored] = await Promise.all([
      live.search(query, limit, beforeKey ?? keyAfter(before)),
      this.#searchStored(query, beforeKey, limit),
    ]);
    const fromMemory = inMemory.map((entry) => ({ key: entry.key, session: entry.summary() }));
    const end = laterPlace(stored.stoppedAt, inMemory.length < limit ? null : placeOf(fromMemory.at(-1)));
    const found = [...byName([...stored.found, ...fromMemory]).values()]
      .filter(({ key }) => key < stored.before && (end === null || key >= end.key))
      .sort((one, other) => other.key - one.key);
    const page = found.slice(0, limit);
    const more = found.length > limit ? placeOf(page.at(-1)) : end;
    return {
      sessions: page.map(({ session }) => session),
      counters: live.counters(),
      searchedBackTo: more?.startedAt ?? null,
      more: more && { startedAt: more.startedAt, id: more.id },
    };
  }

  /** The newest session of this id, or the one that started then; null where no place has it. */
  async session(id: string, startedAt?: number): Promise<SessionDetail | null> {
    const { live, reader } = this.#ports;
    const inMemory = live.session(id);
    // The id of a session that is only counted finds another row, which started at another time.
    if (inMemory && (startedAt === undefined || startedAt === inMemory.startedAt)) return inMemory;
    return reader.ask('find', id, startedAt ?? null);
  }

  stats(from: number, to: number): Promise<LogStats> {
    return this.#ports.reader.ask('stats', from, to);
  }

  /** Of the last so many days, from the full hour on in which they begin. */
  activity(days: number): Promise<readonly OptionActivity[]> {
    const now = this.#ports.clock();
    return this.#ports.reader.ask('activity', hourOf(now - days * DAY_MS), now + 1);
  }

  export(query: LogQuery, format: ExportFormat): Promise<LogExport> {
    return exportSessions(this, query, format);
  }

  async #searchStored(query: LogQuery, beforeKey: number | null, limit: number): Promise<SearchAnswer> {
    try {
      return await this.#ports.reader.ask('search', { query, beforeKey, limit });
    } catch (cause) {
      this.#ports.reportError('searching the stored log', cause);
      return { before: beforeKey ?? keyAfter(query.before), found: [], stoppedAt: null };
    }
  }
}

/** Each session once; the last of two that are the same is the one that stays. */
function byName(found: readonly FoundSession[]): ReadonlyMap<string, FoundSession> {
  return new Map(found.map((one) => [`${one.session.id} ${one.session.startedAt}`, one]));
}

function placeOf(found: FoundSession | undefined): StopPoint | null {
  return found ? { key: found.key, startedAt: found.session.startedAt, id: found.session.id } : null;
}

function laterPlace(one: StopPoint | null, other: StopPoint | null): StopPoint | null {
  if (!one || !other) return one ?? other;
  return one.key > other.key ? one : other;
}

/** Where only the start of a session is known, its whole millisecond is looked at. */
function keyAfter(place: LogCursor | undefined): number {
  return place ? (place.startedAt + 1) * KEYS_PER_MS : Number.MAX_SAFE_INTEGER;
}
