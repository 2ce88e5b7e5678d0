import { settle, type SettledFiles, type Spool } from './settle.ts';

/** Settling waits until nothing was committed for so long: it would only compete with the mail that comes in. */
const IDLE_MS = 100;
/** Beyond so many bytes it no longer waits: the database must stay small. */
const BACKLOG_BYTES = 64 * 1024 * 1024;
/** After a failure; a full disk does not empty in a hurry. */
const RETRY_MS = 10_000;

export interface SettlerEvents {
  settled(messages: number): void;
  failed(error: unknown): void;
}

/** Decides when to settle, and sees that it happens once at a time. */
export class Settler {
  private readonly spool: Spool;
  private readonly files: SettledFiles;
  private readonly events: SettlerEvents;
  private backlogBytes: number;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private failedLast = false;
  private stopped = false;

  constructor(spool: Spool, files: SettledFiles, backlogBytes: number, events: SettlerEvents) {
    this.spool = spool;
    this.files = files;
    this.events = events;
    this.backlogBytes = backlogBytes;
    if (backlogBytes > 0) this.schedule(IDLE_MS);
  }

  /** A transaction was committed that put so many bytes into the spool; 0 where it was another one. */
  noteCommit(spooledBytes: number): void {
    this.backlogBytes += spooledBytes;
    if (this.failedLast) return; // the retry is scheduled
    if (this.backlogBytes > BACKLOG_BYTES) this.start();
    else if (this.backlogBytes > 0) this.schedule(IDLE_MS);
  }

  /** Resolves when nothing is being written any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  /** Resolves when what is being written now has been. */
  async settled(): Promise<void> {
    await this.running;
  }

  private schedule(delayMs: number): void {
    if (this.stopped || this.running) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.start();
    }, delayMs);
  }

  private start(): void {
    if (this.stopped || this.running) return;
    if (this.timer) clearTimeout(this.timer);
    this.running = this.run().then((nextDelayMs) => {
      this.running = null;
      if (nextDelayMs !== null) this.schedule(nextDelayMs);
    });
  }

  /** Settles until nothing is left; answers when to come back, or null. */
  private async run(): Promise<number | null> {
    try {
      for (;;) {
        const backlogBefore = this.backlogBytes;
        const messages = await settle(this.spool, this.files);
        this.failedLast = false;
        if (messages === 0) {
          // What was committed while the empty spool was read is still to come.
          this.backlogBytes -= backlogBefore;
          return this.backlogBytes > 0 ? IDLE_MS : null;
        }
        this.events.settled(messages);
        if (this.stopped) return null;
      }
    } catch (error) {
      this.failedLast = true;
      this.events.failed(error);
      return RETRY_MS;
    }
  }
}
