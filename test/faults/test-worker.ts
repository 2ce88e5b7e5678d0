import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Drivers } from '../../server/store/open-storage.ts';
import { runStorageThread } from '../../server/store/storage-thread.ts';
import type { WorkerData, WorkerTask } from '../../server/store/worker-messages.ts';

/** A storage worker on other drivers than the product's. */
export async function runTestWorker(driversFor: (data: WorkerData) => Drivers): Promise<void> {
  if (isMainThread || parentPort === null) return;
  // Set by spawnWorker.
  const task = workerData as WorkerTask;
  if (task.kind === 'store') await runStorageThread(parentPort, task.data, driversFor(task.data));
}
