import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { WhatIfTask } from './what-if-messages.ts';

export type SpawnWhatIfThread = (task: WhatIfTask) => Worker;

/**
 * The thread's entry: beside this module in the sources; in a bundle beside it, or one folder up where the bundler put
 * this module into a folder for shared chunks.
 */
function workerEntry(): URL {
  const names = import.meta.url.endsWith('.ts')
    ? ['./what-if-worker.ts']
    : ['./what-if-worker.js', '../what-if-worker.js'];
  const entry = names.map((name) => new URL(name, import.meta.url)).find((url) => existsSync(url));
  if (!entry) throw new Error(`The worker that judges again is missing beside ${import.meta.url}`);
  return entry;
}

export const spawnWhatIfThread: SpawnWhatIfThread = (task) =>
  new Worker(workerEntry(), { workerData: task, name: 'gatepost-what-if' });
