import { join, resolve } from 'node:path';
import type { Clock, Dispose } from '../contract/clock.ts';
import type { Database, Migrations } from '../contract/database.ts';
import type { DeliveryQueue } from '../contract/delivery-queue.ts';
import type { MessageStore } from '../contract/message-store.ts';
import { BodyFiles } from './body-files.ts';
import { createDeliveryQueue } from './delivery-queue.ts';
import { nodeFileSystem, type FileSystem } from './file-system.ts';
import { FreeSpace } from './free-space.ts';
import type { Intake } from './incoming-message.ts';
import { createMailboxes, type Mailboxes } from './mailboxes.ts';
import { MemoryBudget } from './memory-budget.ts';
import { createMessageStore } from './message-store.ts';
import { QueueNews } from './queue-news.ts';
import { storeMigrations } from './schema.ts';
import { spawnWorker, type SpawnWorker } from './spawn-worker.ts';
import { StorageWorker, type Ready } from './storage-worker.ts';
import type { StoreEvent, StoreStats } from './store-events.ts';
import type { IntegrityReport } from './worker-messages.ts';

/** Below this much free space new messages are refused: what is half stored must still find room. In bytes. */
const FREE_SPACE_FLOOR_BYTES = 64 * 1024 * 1024;

export interface StoreOptions {
  /** Made where it is missing, for this user alone. One server at a time may have it open. */
  readonly dataFolder: string;
  /** The tables of the other parts of the server; the store's own come first. */
  readonly schema: readonly Migrations[];
  readonly clock: Clock;
  readonly onEvent: (event: StoreEvent) => void;
  readonly freeSpaceFloorBytes?: number;
  readonly memoryBudgetBytes?: number;
}

export interface Store {
  readonly database: Database;
  readonly messages: MessageStore;
  readonly mailboxes: Mailboxes;
  readonly queue: DeliveryQueue;
  stats(): StoreStats;
  /** Commits what was taken on and closes the database. */
  readonly dispose: Dispose;
}

/** The machine under the store; tests give it one that fails. */
export interface StoreMachine {
  readonly spawn: SpawnWorker;
  readonly fileSystem: FileSystem;
}

const THIS_MACHINE: StoreMachine = { spawn: spawnWorker, fileSystem: nodeFileSystem };

/**
 * Opens the data folder: `mail.db`, and `mail/` with the messages as `.eml` files. Rejects with StoreError where that
 * is not possible: no access, in use, written by a newer program, damaged, or not to be written durably.
 */
export async function openStore(options: StoreOptions, machine: StoreMachine = THIS_MACHINE): Promise<Store> {
  const dataFolder = resolve(options.dataFolder);
  const { clock, onEvent } = options;
  const { worker, ready } = await StorageWorker.open({
    dataFolder,
    migrations: [storeMigrations, ...options.schema],
    spawn: machine.spawn,
    clock,
    onEvent,
  });
  if (ready.orphans !== null) onEvent({ kind: 'database-missing', orphans: ready.orphans });
  const stopCheck = ready.afterUncleanStop ? recover(dataFolder, ready, machine.spawn, onEvent) : null;
  const files = new BodyFiles(machine.fileSystem, join(dataFolder, 'mail'));
  const budget = new MemoryBudget(options.memoryBudgetBytes);
  const news = new QueueNews();
  let filesLeft = false;
  const intake: Intake = {
    files,
    budget,
    commit: (message) => news.tellAfter(worker.addMessage(message), message.deliveries),
    noteLeftover: () => {
      filesLeft = true;
    },
  };
  const floorBytes = options.freeSpaceFloorBytes ?? FREE_SPACE_FLOOR_BYTES;
  const freeSpace = new FreeSpace(machine.fileSystem, dataFolder, floorBytes, clock);
  let disposed: Promise<void> | null = null;

  return {
    database: worker,
    messages: createMessageStore(intake, worker, freeSpace),
    mailboxes: createMailboxes(worker, files),
    queue: createDeliveryQueue(worker, intake, news),
    stats: () => ({
      ...worker.stats(),
      sqliteVersion: ready.sqliteVersion,
      bytesInMemory: budget.usedBytes,
    }),
    dispose: () =>
      (disposed ??= Promise.all([stopCheck?.(), worker.close(() => !filesLeft)]).then(() => undefined)),
  };
}

/** Tells of the recovery, and has mail.db checked while the server already serves. Answers what stops the check. */
function recover(
  dataFolder: string,
  { sweptFiles }: Ready,
  spawn: SpawnWorker,
  onEvent: (event: StoreEvent) => void,
): () => Promise<void> {
  onEvent({ kind: 'recovered', sweptFiles });
  const checker = spawn({ kind: 'check', dataFolder });
  // Posts one IntegrityReport; see integrity-check.ts.
  checker.on('message', ({ problems }: IntegrityReport) => {
    onEvent({ kind: 'checked', problems });
  });
  checker.on('error', (error) => {
    onEvent({ kind: 'checked', problems: [error instanceof Error ? error.message : String(error)] });
  });
  return async () => {
    await checker.terminate();
  };
}
