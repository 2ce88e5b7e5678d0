import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { LogWorkerTask } from './history-messages.ts';

export type SpawnLogThread = (task: LogWorkerTask) => Worker;

/**
 * The threads' entry: beside this module in the sources; in a bundle beside it, or one folder up where the bundler put
 * this module into a folder for shared chunks.
 */
function workerEntry(): URL {
  const names = import.meta.url.endsWith('.ts')
    ? ['./log-worker.ts']
    : ['./log-worker.js', '../log-worker.js'];
  const entry = names.map((name) => new URL(name, import.meta.url)).find((url) => existsSync(url));
  if (!entry) throw new Error(`The log's worker is missing beside ${import.meta.url}`);
  return entry;
}

export const spawnLogThread: SpawnLogThread = (task) =>
  new Worker(workerEntry(), { workerData: task, name: `gatepost-log-${task.kind}` });
