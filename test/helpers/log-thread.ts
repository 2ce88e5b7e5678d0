import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { FromWriter, LogWorkerTask, ToWriter } from '../../server/log/history/history-messages.ts';

/** A thread of the log that does nothing by itself: the test reads what it was told, and answers. */
export class IdleThread extends EventEmitter {
  readonly told: ToWriter[] = [];

  postMessage(message: ToWriter): void {
    this.told.push(message);
    if (message.kind === 'close') this.emit('exit', 0);
  }

  unref(): void {
    // A real thread would no longer keep the process alive.
  }

  terminate(): Promise<number> {
    this.emit('exit', 1);
    return Promise.resolve(1);
  }

  answer(message: FromWriter): void {
    this.emit('message', message);
  }

  /** What was told of one kind. */
  of<K extends ToWriter['kind']>(kind: K): readonly Extract<ToWriter, { kind: K }>[] {
    return this.told.filter((message): message is Extract<ToWriter, { kind: K }> => message.kind === kind);
  }
}

/** Spawns idle threads and remembers them. */
export function idleThreads(): {
  readonly threads: IdleThread[];
  readonly spawn: (task: LogWorkerTask) => Worker;
} {
  const threads: IdleThread[] = [];
  return {
    threads,
    spawn: () => {
      const thread = new IdleThread();
      threads.push(thread);
      return thread as unknown as Worker; // all of a Worker that the log touches
    },
  };
}
