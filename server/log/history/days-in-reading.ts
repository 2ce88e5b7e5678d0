import { readdirSync } from 'node:fs';
import type { LogStats } from '../../contract/log-history.ts';
import type { OptionActivity } from '../../contract/option-activity.ts';
import type { SessionDetail } from '../../contract/session-log.ts';
import { recordedPart, type RecordedSession } from '../recorded-session.ts';
import { KEYS_PER_MS } from '../session-keys.ts';
import { addUpActivity } from './add-up-activity.ts';
import { addUpStats } from './add-up-stats.ts';
import { dayFile, dayOf, daysOfFiles, startOfDay } from './day.ts';
import { ForeignDay } from './day-database.ts';
import { DayReader, type HourCount, type NetworkCount } from './day-reader.ts';
import type {
  FoundSession,
  ReaderCalls,
  SearchAnswer,
  SearchRequest,
  StopPoint,
} from './history-messages.ts';
import type { ReportedEntry } from './reported-tally.ts';
import { SEARCH_LIMITS, SearchBudget, type SearchLimits } from './search-budget.ts';
import { isDamage } from './sqlite-failure.ts';

/** Of each day; a network beyond them is not among the twenty of many days either, unless it spreads evenly. */
const NETWORKS_OF_A_DAY = 1000;
/** No session has this id. */
const NO_SESSION = '-';

/**
 * The files of the log, as the thread that reads them sees them: opened for each question, so that a file that is
 * deleted or set aside is held open by nobody. Damaged files are told of and passed over.
 */
export class DaysInReading implements ReaderCalls {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #limits: SearchLimits;
  readonly #onDamage: (day: string) => void;
  /** Told once: meanwhile a new, sound file may have taken the place of a damaged one. */
  readonly #damaged = new Set<string>();

  constructor(
    folder: string,
    now: () => number,
    onDamage: (day: string) => void,
    limits: SearchLimits = SEARCH_LIMITS,
  ) {
    this.#limits = limits;
    this.#folder = folder;
    this.#now = now;
    this.#onDamage = onDamage;
  }

  search({ query, beforeKey, limit }: SearchRequest): SearchAnswer {
    const budget = new SearchBudget(this.#now, this.#limits);
    const before = Math.min(this.#keyBefore(query.before, beforeKey), keyAt(query.to));
    const from = query.from === undefined ? 0 : keyAt(query.from);
    const found: FoundSession[] = [];
    for (const day of this.#days(query.from, lastMs(before))) {
      const answer = this.#inDay(day, (reader) =>
        reader.search(query, from, before, limit - found.length, budget),
      );
      if (answer) found.push(...answer.found);
      if (answer?.stoppedAt) return { before, found, stoppedAt: answer.stoppedAt };
      if (budget.isLate()) return { before, found, stoppedAt: endOf(day) };
    }
    return { before, found, stoppedAt: null };
  }

  find(id: string, startedAt: number | null): SessionDetail | null {
    for (const day of startedAt === null ? this.#days() : [dayOf(startedAt)]) {
      const detail = this.#inDay(day, (reader) => {
        const found = reader.find(id, startedAt);
        return found && reader.detailOf(found);
      });
      if (detail) return detail;
    }
    return null;
  }

  stats(from: number, to: number): LogStats {
    const hours: HourCount[] = [];
    const networks: NetworkCount[] = [];
    for (const day of this.#days(from, to - 1))
      this.#inDay(day, (reader) => {
        hours.push(...reader.hours(from, to));
        networks.push(...reader.networks(NETWORKS_OF_A_DAY));
      });
    return addUpStats(hours, networks);
  }

  activity(from: number, to: number): readonly OptionActivity[] {
    const hours: HourCount[] = [];
    const reported: ReportedEntry[] = [];
    for (const day of this.#days(from, to - 1))
      this.#inDay(day, (reader) => {
        hours.push(...reader.hours(from, to));
        reported.push(...reader.reported(from, to));
      });
    return addUpActivity(hours, reported);
  }

  recorded(id: string, startedAt: number): RecordedSession | null {
    const recorded = this.#inDay(dayOf(startedAt), (reader) => {
      const found = reader.find(id, startedAt);
      // As the writer packed them; null where nothing was judged, or it was too large to keep.
      const steps = found && (reader.stepsOf(found.key) as RecordedSession['steps'] | null);
      return found && { ...recordedPart(found.session), steps: steps ?? [] };
    });
    return recorded ?? null;
  }

  /** Sessions that were judged and started in the time given, newest first, until `take` has had enough. */
  eachRecorded(from: number, to: number, take: (session: RecordedSession) => boolean): void {
    for (const day of this.#days(from, to - 1)) {
      const cameToEnd = this.#inDay(day, (reader) => reader.eachRecorded(keyAt(from), keyAt(to), take));
      if (cameToEnd === false) return;
    }
  }

  /** The key before which a page begins. Where the session is not stored, it begins with its whole millisecond. */
  #keyBefore(before: SearchRequest['query']['before'], known: number | null): number {
    if (!before) return Number.MAX_SAFE_INTEGER;
    const stored = this.#inDay(dayOf(before.startedAt), (reader) => reader.find(before.id, before.startedAt));
    return stored?.key ?? known ?? keyAt(before.startedAt + 1);
  }

  /** Days that have a file, newest first. */
  #days(from?: number, to?: number): readonly string[] {
    const days = daysOfFiles(this.#names());
    return days.filter(
      (day) => (from === undefined || day >= dayOf(from)) && (to === undefined || day <= dayOf(to)),
    );
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder);
    } catch {
      return []; // no session has been stored yet
    }
  }

  /** Undefined where the day has no file that can be read. */
  #inDay<T>(day: string, read: (reader: DayReader) => T): T | undefined {
    if (!this.#names().includes(`${day}.db`)) return undefined;
    let reader: DayReader | null = null;
    try {
      reader = new DayReader(dayFile(this.#folder, day));
      return read(reader);
    } catch (error) {
      if (error instanceof ForeignDay) return undefined;
      if (!isDamage(error)) throw error;
      if (!this.#damaged.has(day)) this.#onDamage(day);
      this.#damaged.add(day);
      return undefined;
    } finally {
      reader?.close();
    }
  }
}

/** A place between this day and the one before it. */
function endOf(day: string): StopPoint {
  const startedAt = startOfDay(day) - 1;
  return { key: keyAt(startedAt + 1), startedAt, id: NO_SESSION };
}

function keyAt(ms: number | undefined): number {
  return ms === undefined ? Number.MAX_SAFE_INTEGER : ms * KEYS_PER_MS;
}

/** The last millisecond that a key before this one can be of, within what a Date can say. */
function lastMs(before: number): number {
  return Math.min(Math.ceil(before / KEYS_PER_MS), 8_640_000_000_000_000);
}
