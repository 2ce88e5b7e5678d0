import type { Clock } from '../contract/clock.ts';
import type { WhatIfReport } from '../contract/what-if.ts';
import { ApiError } from '../contract/problem.ts';
import type { RecordedSession } from '../log/recorded-session.ts';
import type { FromWhatIf, PolicyChange, ToWhatIf } from './what-if-messages.ts';
import { spawnWhatIfThread, type SpawnWhatIfThread } from './what-if-thread.ts';

/** Sessions that are handed to the thread in one go: cloning them costs the server's own thread. */
const SLICE = 200;
/** Questions that wait for the one under way. */
const LONGEST_LINE = 8;

export interface RecordedJudgePorts {
  /** The folder of the stored days. */
  readonly folder: string;
  readonly clock: Clock;
  /** The sessions that are in memory only: running, or waiting to be written. */
  readonly inMemory: () => readonly RecordedSession[];
  readonly onDamage: (day: string) => void;
  readonly spawn?: SpawnWhatIfThread;
}

/** Judges recorded sessions again in a thread of its own, one question at a time, so that no mail waits for it. */
export class RecordedJudge {
  readonly #ports: RecordedJudgePorts;
  #last: Promise<unknown> = Promise.resolve();
  #inLine = 0;
  #stop: (() => void) | null = null;
  #isClosed = false;

  constructor(ports: RecordedJudgePorts) {
    this.#ports = ports;
  }

  /** Rejects with ApiError `unavailable` where too many questions wait or the server ends, and where the log cannot be read. */
  judge(change: PolicyChange, from: number, to: number): Promise<WhatIfReport> {
    if (this.#inLine >= LONGEST_LINE)
      throw new ApiError('unavailable', 'Other changes are being tried. Wait until they are judged.');
    this.#inLine++;
    const answer = this.#last.then(() => this.#ask(change, from, to));
    this.#last = answer.then(
      () => this.#inLine--,
      () => this.#inLine--,
    );
    return answer;
  }

  /** What is being judged is given up. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stop?.();
    await this.#last;
  }

  async #ask(change: PolicyChange, from: number, to: number): Promise<WhatIfReport> {
    if (this.#isClosed) throw new ApiError('unavailable', 'The server is stopping.');
    const { folder, clock, inMemory, spawn = spawnWhatIfThread } = this.#ports;
    const thread = spawn({ folder, change, from, to, now: clock() });
    const answer = new Promise<WhatIfReport>((resolve, reject) => {
      this.#stop = () => {
        reject(new ApiError('unavailable', 'The server is stopping.'));
      };
      // The thread posts nothing but FromWhatIf; see what-if-worker.ts.
      thread.on('message', (message: FromWhatIf) => {
        if (message.kind === 'damaged') this.#ports.onDamage(message.day);
        else if (message.kind === 'report') resolve(message.report);
        else reject(new Error(`The log cannot be judged again: ${message.cause}`));
      });
      thread.once('error', reject);
      thread.once('exit', () => {
        reject(new Error('The thread that judges again ended without an answer'));
      });
    });
    // Awaited below; a thread that fails while sessions are handed over must not leave this one unheard.
    answer.catch(() => undefined);
    const tell = (message: ToWhatIf): void => {
      thread.postMessage(message);
    };
    try {
      const sessions = inMemory();
      for (let at = 0; at < sessions.length; at += SLICE) {
        tell({ kind: 'sessions', sessions: sessions.slice(at, at + SLICE) });
        await new Promise((resolve) => setImmediate(resolve));
      }
      tell({ kind: 'judge' });
      return await answer;
    } finally {
      this.#stop = null;
      await thread.terminate();
    }
  }
}
