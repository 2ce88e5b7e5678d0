import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { FromReader, FromWriter, LogWorkerTask, ToReader, ToWriter } from './history-messages.ts';
import { DaysInReading } from './days-in-reading.ts';
import { DaysInWriting } from './days-in-writing.ts';
import { describeFailure } from './sqlite-failure.ts';

/** The entry of both threads of the log: the one that writes its files, and the one that reads them. */
if (!isMainThread && parentPort) {
  // Set by log-thread.ts, which takes a LogWorkerTask.
  const task = workerData as LogWorkerTask;
  if (task.kind === 'write') serveWriter(parentPort, task.folder);
  else serveReader(parentPort, task.folder);
}

function serveWriter(port: MessagePort, folder: string): void {
  const days = new DaysInWriting(folder, (message: FromWriter) => {
    port.postMessage(message);
  });
  port.on('message', (message: ToWriter) => {
    switch (message.kind) {
      case 'write':
        days.write(message.batch, message.now);
        break;
      case 'tidy':
        days.tidy(message.now, message.settings);
        break;
      case 'set-aside':
        days.setAside(message.day, message.now);
        break;
      case 'close':
        days.close();
        port.close();
    }
  });
}

function serveReader(port: MessagePort, folder: string): void {
  const say = (message: FromReader): void => {
    port.postMessage(message);
  };
  const days = new DaysInReading(
    folder,
    () => performance.now(),
    (day) => {
      say({ kind: 'damaged', day });
    },
  );
  port.on('message', ({ number, name, args }: ToReader) => {
    try {
      // history-reader.ts posts the arguments of this very call; TypeScript cannot follow the name to them.
      const call = days[name].bind(days) as (...given: readonly unknown[]) => unknown;
      say({ kind: 'answer', number, value: call(...args) });
    } catch (error) {
      say({ kind: 'failed', number, cause: describeFailure(error) });
    }
  });
}
