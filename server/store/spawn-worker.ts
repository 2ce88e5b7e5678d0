import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { WorkerTask } from './worker-messages.ts';

export type SpawnWorker = (task: WorkerTask) => Worker;

/**
 * The worker's entry: beside this module in the sources; in a bundle beside it, or one folder up where the bundler
 * put this module into a folder for shared chunks.
 */
function workerEntry(): URL {
  const names = import.meta.url.endsWith('.ts') ? ['./worker.ts'] : ['./worker.js', '../worker.js'];
  const entry = names.map((name) => new URL(name, import.meta.url)).find((url) => existsSync(url));
  if (!entry) throw new Error(`The storage worker is missing beside ${import.meta.url}`);
  return entry;
}

export function spawnWorker(task: WorkerTask, entry: URL = workerEntry()): Worker {
  return new Worker(entry, { workerData: task, name: `gatepost-${task.kind}` });
}
