import { pathToFileURL } from 'node:url';
import { nodeFileSystem } from '../../server/store/file-system.ts';
import { openStore } from '../../server/store/open-store.ts';
import { spawnWorker } from '../../server/store/spawn-worker.ts';
import { carryOut } from './carry-out.ts';
import { faultsOf, hashOf, placementsOf } from './store-audit.ts';
import type { FromChild, ToChild } from './store-child-messages.ts';

/**
 * The process that the crash tests let crash: a store, its messages coming from the parent. Arguments: the data folder,
 * and the entry of another storage worker if not the product's.
 */
const [dataFolder = '', workerEntry] = process.argv.slice(2);
const store = await openStore(
  { dataFolder, schema: [], clock: Date.now, onEvent: () => undefined, freeSpaceFloorBytes: 0 },
  {
    spawn: (task) => (workerEntry ? spawnWorker(task, pathToFileURL(workerEntry)) : spawnWorker(task)),
    fileSystem: nodeFileSystem,
  },
);

process.on('message', (message: ToChild) => {
  void answer(message).then((reply) => process.send?.(reply));
});
process.send?.({ kind: 'ready' } satisfies FromChild);

async function answer(message: ToChild): Promise<FromChild> {
  if (message.kind === 'operation') {
    const { number, operation } = message;
    try {
      return { kind: 'done', number, placements: await carryOut(store, operation) };
    } catch (error) {
      return { kind: 'refused', number, cause: String(error) };
    }
  }
  const hashes = new Map<string, string>();
  for (const id of message.hashed) hashes.set(id, await hashOf(store.database, dataFolder, id));
  const placements = await placementsOf(store.database);
  return { kind: 'audit', placements, hashes, faults: await faultsOf(store.database) };
}
