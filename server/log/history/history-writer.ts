import type { Worker } from 'node:worker_threads';
import type { Clock } from '../../contract/clock.ts';
import type { SessionSummary } from '../../contract/session-log.ts';
import type { LogSettings } from '../../contract/settings.ts';
import type { Schedule } from '../change-feed.ts';
import type { EndedSession, RepeatedRow, SessionKeeper } from '../session-keeper.ts';
import type { Batch, FromWriter, ToWriter } from './history-messages.ts';
import type { HistoryNotices } from './history-notices.ts';
import type { SpawnLogThread } from './log-thread.ts';
import { RestartLimit } from './restart-limit.ts';
import { LARGEST_BATCH, WaitingSessions } from './waiting-sessions.ts';

/** How long what has ended waits for company before it is written. */
const BATCH_MS = 100;
/** After a failure: the disk may have room again. */
const RETRY_MS = 5000;
/** How often days that are no longer kept are looked for; at a new day's begin at the latest. */
const TIDY_MS = 60 * 60 * 1000;
/** How long the end of the server waits for what is not written yet. */
const DRAIN_MS = 5000;

export interface HistoryWriterPorts {
  readonly folder: string;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly settings: () => LogSettings;
  readonly spawn: SpawnLogThread;
  readonly notices: HistoryNotices;
  readonly reportError: (step: string, cause: unknown) => void;
}

/**
 * The server's end of the thread that writes the log. One batch at a time; nothing that goes wrong here reaches a
 * session. A batch whose thread crashed is given up: nobody knows whether it was written, and it must not be twice.
 */
export class HistoryWriter implements SessionKeeper {
  readonly #ports: HistoryWriterPorts;
  readonly #waiting = new WaitingSessions();
  readonly #restarts: RestartLimit;
  #thread: Worker | null = null;
  #inFlight: Batch | null = null;
  #lost = 0;
  #isFull = false;
  #isClosing = false;
  #hasStopped = false;
  #cancelWrite: (() => void) | null = null;
  #cancelTidy: (() => void) | null = null;
  #onDrained: (() => void) | null = null;

  constructor(ports: HistoryWriterPorts) {
    this.#ports = ports;
    this.#restarts = new RestartLimit(ports.clock);
    this.#tidyIn(0);
  }

  get notKept(): number {
    return this.#waiting.counted + this.#lost;
  }

  /** Sessions that have ended and are not in their file yet; some may be by the time they are looked at. */
  pending(): readonly EndedSession[] {
    return [...(this.#inFlight?.sessions ?? []), ...this.#waiting.sessions];
  }

  keep(ended: EndedSession): void {
    if (this.#isFull || this.#hasStopped) this.#waiting.countOnly(ended.session);
    else this.#waiting.add(ended);
    this.#writeSoon();
  }

  count(session: SessionSummary, { id, startedAt, repeats }: RepeatedRow): void {
    this.#waiting.repeat(session, { id, startedAt, repeats });
    this.#writeSoon();
  }

  /** Deletes what is no longer kept by the settings of now, and again from time to time. */
  tidy(): void {
    this.#cancelTidy?.();
    this.#tidyIn(TIDY_MS);
    this.#post({ kind: 'tidy', now: this.#ports.clock(), settings: this.#ports.settings() });
  }

  /** The reading thread found the day's file damaged. */
  setAside(day: string): void {
    this.#post({ kind: 'set-aside', day, now: this.#ports.clock() });
  }

  /** Writes what waits, at most for five seconds, and ends the thread. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#cancelTidy?.();
    this.#cancelWrite?.();
    this.#cancelWrite = null;
    await this.#drained();
    const thread = this.#thread;
    if (!thread) return;
    const ended = new Promise<void>((resolve) => {
      thread.once('exit', () => {
        resolve();
      });
    });
    thread.postMessage({ kind: 'close' } satisfies ToWriter);
    const cancel = this.#afterDrainTime(() => void thread.terminate());
    await ended;
    cancel();
  }

  #tidyIn(delayMs: number): void {
    this.#cancelTidy = this.#ports.schedule(() => {
      this.tidy();
    }, delayMs);
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#afterDrainTime(resolve);
      this.#onDrained = () => {
        cancel();
        resolve();
      };
      this.#writeNow();
    });
  }

  #afterDrainTime(run: () => void): () => void {
    const timer = setTimeout(run, DRAIN_MS);
    return () => {
      clearTimeout(timer);
    };
  }

  #writeSoon(delayMs = this.#waiting.count >= LARGEST_BATCH ? 0 : BATCH_MS): void {
    if (this.#inFlight || this.#hasStopped || this.#isClosing) return;
    this.#cancelWrite ??= this.#ports.schedule(() => {
      this.#cancelWrite = null;
      this.#writeNow();
    }, delayMs);
  }

  #writeNow(): void {
    if (this.#inFlight) return;
    const batch = this.#hasStopped ? null : this.#waiting.take();
    if (!batch) {
      this.#onDrained?.();
      return;
    }
    this.#inFlight = batch;
    this.#post({ kind: 'write', batch, now: this.#ports.clock() });
  }

  #receive(message: FromWriter): void {
    const { notices, reportError } = this.#ports;
    switch (message.kind) {
      case 'written':
        this.#inFlight = null;
        notices.writing(null);
        this.#writeNext();
        break;
      case 'not-written':
        this.#notWritten(message);
        break;
      case 'tidied':
        this.#isFull = message.isFull;
        notices.full(message.isFull);
        break;
      case 'was-set-aside':
        notices.setAside(message.day, message.fileName);
        break;
      case 'trouble':
        reportError(message.step, message.cause);
    }
  }

  #writeNext(): void {
    if (this.#isClosing) this.#writeNow();
    else if (!this.#waiting.isEmpty) this.#writeSoon();
  }

  #notWritten({ cause, mayRetry }: Extract<FromWriter, { kind: 'not-written' }>): void {
    const batch = this.#inFlight;
    this.#inFlight = null;
    if (batch && mayRetry) this.#waiting.putBack(batch);
    else this.#lost += batch?.sessions.length ?? 0;
    this.#ports.notices.writing(cause);
    if (this.#isClosing && mayRetry) this.#onDrained?.();
    else if (mayRetry) this.#writeSoon(RETRY_MS);
    else this.#writeNext();
  }

  #post(message: ToWriter): void {
    if (this.#hasStopped) return;
    try {
      this.#thread ??= this.#start();
      this.#thread.postMessage(message);
    } catch (cause) {
      this.#crashed(cause instanceof Error ? cause.message : String(cause));
    }
  }

  #start(): Worker {
    const thread = this.#ports.spawn({ kind: 'write', folder: this.#ports.folder });
    let cause = 'the thread ended';
    // The thread posts nothing but FromWriter; see log-worker.ts.
    thread.on('message', (message: FromWriter) => {
      this.#receive(message);
    });
    thread.on('error', (error) => {
      cause = error instanceof Error ? error.message : String(error);
    });
    thread.once('exit', () => {
      if (this.#thread !== thread) return;
      this.#thread = null;
      if (!this.#isClosing) this.#crashed(cause);
      else this.#onDrained?.();
    });
    thread.unref();
    return thread;
  }

  #crashed(cause: string): void {
    this.#thread = null;
    this.#lost += this.#inFlight?.sessions.length ?? 0;
    this.#inFlight = null;
    this.#ports.notices.writing(cause);
    this.#hasStopped = !this.#restarts.allow();
    if (this.#hasStopped) this.#ports.notices.stopped(cause);
    else if (!this.#waiting.isEmpty) this.#writeSoon(RETRY_MS);
  }
}
