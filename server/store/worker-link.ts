import type { Worker } from 'node:worker_threads';
import { messagesOf } from './committed-messages.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export interface WorkerListener {
  message(message: FromWorker): void;
  /** The thread is gone, whatever the reason. Called once. */
  exited(cause: string): void;
}

/** One storage thread, from its start to its end. */
export class WorkerLink {
  /** Resolves when the thread is gone. */
  readonly ended: Promise<void>;
  private readonly worker: Worker;

  constructor(worker: Worker, listener: WorkerListener) {
    this.worker = worker;
    let cause = 'the thread ended';
    // The worker posts nothing but FromWorker; see storage-thread.ts.
    worker.on('message', (message: FromWorker) => {
      listener.message(message);
    });
    worker.on('error', (error) => {
      cause = error instanceof Error ? error.message : String(error);
    });
    this.ended = new Promise((resolve) => {
      worker.on('exit', (code) => {
        listener.exited(`${cause} (exit code ${String(code)})`);
        resolve();
      });
    });
  }

  /** Message contents are handed over, not copied. */
  post(message: ToWorker): void {
    this.worker.postMessage(message, message.kind === 'commit' ? contentBuffers(message) : []);
  }
}

function contentBuffers({ items }: Extract<ToWorker, { kind: 'commit' }>): ArrayBuffer[] {
  return items.flatMap(messagesOf).flatMap(({ content }) => (content ? [content.buffer] : []));
}
