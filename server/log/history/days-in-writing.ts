import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { LogSettings } from '../../contract/settings.ts';
import { dayFile, dayOf, daysOfFiles } from './day.ts';
import { DayWriter } from './day-writer.ts';
import type { Batch, FromWriter } from './history-messages.ts';
import { retentionOf } from './retention.ts';
import { describeFailure, isDamage, isOwnFault } from './sqlite-failure.ts';

/** Sessions end in today's file or, around midnight, in yesterday's. */
const FILES_OPEN = 2;
/** What SQLite keeps beside a file while it is open. */
const SIDE_FILES = ['-wal', '-shm'];

/** The files of the log, as the one thread that writes them has them open. */
export class DaysInWriting {
  readonly #folder: string;
  readonly #say: (message: FromWriter) => void;
  /** The one used last at the end. */
  readonly #open = new Map<string, DayWriter>();

  constructor(folder: string, say: (message: FromWriter) => void) {
    this.#folder = folder;
    this.#say = say;
  }

  /** Never throws: says what became of the batch. A damaged file is set aside and a new one begun. */
  write(batch: Batch, now: number): void {
    try {
      this.#writeOnce(batch, now);
      this.#say({ kind: 'written' });
    } catch (error) {
      this.#close(batch.day);
      this.#say({ kind: 'not-written', cause: describeFailure(error), mayRetry: !isOwnFault(error) });
    }
  }

  /** Deletes the days that are no longer kept. */
  tidy(now: number, settings: LogSettings): void {
    const days = this.#days().map((day) => ({ day, bytes: this.#bytesOf(day) }));
    const { expired, isFull } = retentionOf(days, dayOf(now), settings);
    for (const day of expired) {
      this.#close(day);
      this.#attempt(`deleting the log of ${day}`, () => {
        for (const file of this.#filesOf(day)) rmSync(file, { force: true });
      });
    }
    this.#say({ kind: 'tidied', isFull });
  }

  /** Puts the file of a day out of the way, where it stays for whoever can read it. */
  setAside(day: string, now: number): void {
    this.#close(day);
    const fileName = `${day}.db.damaged-${now}`;
    this.#attempt(`setting the damaged log of ${day} aside`, () => {
      const files = this.#filesOf(day).filter((name) => existsSync(name));
      if (files.length === 0) return;
      for (const file of files)
        renameSync(file, path.join(this.#folder, path.basename(file).replace(`${day}.db`, fileName)));
      this.#say({ kind: 'was-set-aside', day, fileName });
    });
  }

  close(): void {
    for (const day of [...this.#open.keys()]) this.#close(day);
  }

  #writeOnce(batch: Batch, now: number): void {
    try {
      this.#writerOf(batch.day).write(batch);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.setAside(batch.day, now);
      this.#writerOf(batch.day).write(batch);
    }
  }

  #writerOf(day: string): DayWriter {
    const known = this.#open.get(day);
    this.#open.delete(day);
    if (!known) mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const writer = known ?? new DayWriter(dayFile(this.#folder, day));
    this.#open.set(day, writer);
    const [oldest] = this.#open.keys();
    if (this.#open.size > FILES_OPEN && oldest !== undefined) this.#close(oldest);
    return writer;
  }

  #close(day: string): void {
    const writer = this.#open.get(day);
    this.#open.delete(day);
    if (writer)
      this.#attempt(`closing the log of ${day}`, () => {
        writer.close();
      });
  }

  #days(): readonly string[] {
    try {
      chmodSync(this.#folder, 0o700);
      return daysOfFiles(readdirSync(this.#folder));
    } catch {
      return []; // no session has been stored yet
    }
  }

  #filesOf(day: string): readonly string[] {
    const file = dayFile(this.#folder, day);
    return [file, ...SIDE_FILES.map((suffix) => `${file}${suffix}`)];
  }

  #bytesOf(day: string): number {
    return this.#filesOf(day).reduce(
      (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  }

  #attempt(step: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#say({ kind: 'trouble', step, cause: describeFailure(error) });
    }
  }
}
