import type { MessagePort } from 'node:worker_threads';
import { classifyFailure } from './failure.ts';
import { openStorage, type Drivers } from './open-storage.ts';
import type { FromWorker, ToWorker, WorkerData } from './worker-messages.ts';

/** The storage worker: opens the data folder, says `ready` or `cannot-open`, then answers until it is closed. */
export async function runStorageThread(port: MessagePort, data: WorkerData, drivers: Drivers): Promise<void> {
  const say = (message: FromWorker): void => {
    port.postMessage(message);
  };
  try {
    const storage = await openStorage(data, drivers, say);
    port.on('message', (message: ToWorker) => {
      switch (message.kind) {
        case 'commit':
          storage.commit(message.items, message.at);
          break;
        case 'query':
          storage.query(message.id, message.sql, message.params);
          break;
        case 'close':
          void storage.close(message.cleanly).then(() => {
            port.close();
          });
      }
    });
  } catch (error) {
    say({ kind: 'cannot-open', cause: describe(error) });
    port.close();
  }
}

/** An error with what caused it: the person who starts the server sees nothing else. */
function describe(error: unknown): string {
  const { message } = classifyFailure(error);
  return error instanceof Error && error.cause ? `${message}: ${describe(error.cause)}` : message;
}
