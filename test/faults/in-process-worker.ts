import { EventEmitter } from 'node:events';
import { MessageChannel, type Transferable, type Worker } from 'node:worker_threads';
import { reportIntegrity } from '../../server/store/integrity-check.ts';
import type { Drivers } from '../../server/store/open-storage.ts';
import { nodeSqlite } from '../../server/store/sql-connection.ts';
import type { SpawnWorker } from '../../server/store/spawn-worker.ts';
import { runStorageThread } from '../../server/store/storage-thread.ts';

/** Storage workers that run in this thread, on these drivers: hundreds can be opened one after the other. */
export function inProcessWorker(drivers: Drivers): SpawnWorker {
  return (task) => {
    const { port1: inside, port2: outside } = new MessageChannel();
    const events = new EventEmitter();
    outside.on('message', (message) => events.emit('message', message));
    outside.on('close', () => events.emit('exit', 0));
    if (task.kind === 'store') void runStorageThread(inside, task.data, drivers);
    else {
      reportIntegrity(inside, task.dataFolder, nodeSqlite);
      inside.close();
    }
    const worker = Object.assign(events, {
      postMessage: (message: unknown, transfer: readonly Transferable[] = []) => {
        outside.postMessage(message, transfer);
      },
      terminate: () => {
        outside.close();
        return Promise.resolve(0);
      },
    });
    // The store uses nothing of a Worker but these two and its events.
    return worker as unknown as Worker;
  };
}
