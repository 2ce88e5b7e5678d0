import type { Worker } from 'node:worker_threads';
import type { FromReader, ReaderCall, ReaderCalls, ToReader } from './history-messages.ts';
import type { SpawnLogThread } from './log-thread.ts';

export interface HistoryReaderPorts {
  readonly folder: string;
  readonly spawn: SpawnLogThread;
  readonly onDamage: (day: string) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: Error) => void;
}

/**
 * The server's end of the thread that reads the log; it is started by the first question, and keeps the process alive
 * only while it has one to answer.
 */
export class HistoryReader {
  readonly #ports: HistoryReaderPorts;
  #thread: Worker | null = null;
  #number = 0;
  #waiting = new Map<number, Waiting>();

  constructor(ports: HistoryReaderPorts) {
    this.#ports = ports;
  }

  /** Rejects where the files cannot be read or the thread ended; the next question starts a new one. */
  ask<N extends ReaderCall>(
    name: N,
    ...args: Parameters<ReaderCalls[N]>
  ): Promise<ReturnType<ReaderCalls[N]>> {
    return new Promise((resolve, reject) => {
      const number = ++this.#number;
      this.#thread ??= this.#start();
      this.#waiting.set(number, {
        // The thread answers with what this very call returned; see log-worker.ts.
        resolve: resolve as (value: unknown) => void,
        reject,
      });
      this.#thread.ref();
      this.#thread.postMessage({ number, name, args } satisfies ToReader);
    });
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const thread = this.#ports.spawn({ kind: 'read', folder: this.#ports.folder });
    let cause: unknown = null;
    // The thread posts nothing but FromReader; see log-worker.ts.
    thread.on('message', (message: FromReader) => {
      this.#receive(message);
    });
    thread.on('error', (error) => {
      cause = error;
    });
    thread.once('exit', () => {
      this.#thread = null;
      const ended = new Error('The thread that reads the log ended', { cause });
      for (const { reject } of this.#waiting.values()) reject(ended);
      this.#waiting.clear();
    });
    return thread;
  }

  #receive(message: FromReader): void {
    if (message.kind === 'damaged') {
      this.#ports.onDamage(message.day);
      return;
    }
    const waiting = this.#waiting.get(message.number);
    this.#waiting.delete(message.number);
    if (this.#waiting.size === 0) this.#thread?.unref();
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(new Error(`The log cannot be read: ${message.cause}`));
  }
}
