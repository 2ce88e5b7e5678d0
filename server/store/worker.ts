import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { nodeFileSystem } from './file-system.ts';
import { reportIntegrity } from './integrity-check.ts';
import { nodeSqlite } from './sql-connection.ts';
import { runStorageThread } from './storage-thread.ts';
import type { WorkerTask } from './worker-messages.ts';

/** The entry of both threads that the store starts: the one that owns mail.db, and the one that checks it once. */
if (!isMainThread && parentPort) {
  // Set by spawn-worker.ts, which takes a WorkerTask.
  const task = workerData as WorkerTask;
  if (task.kind === 'check') reportIntegrity(parentPort, task.dataFolder, nodeSqlite);
  else await runStorageThread(parentPort, task.data, { sqlite: nodeSqlite, fileSystem: nodeFileSystem });
}
