import { nodeFileSystem } from '../../server/store/file-system.ts';
import { nodeSqlite } from '../../server/store/sql-connection.ts';
import { runTestWorker } from './test-worker.ts';

/** A storage worker with a bug that only a power cut shows: it drops a message from mail.db before its file is synced. */
await runTestWorker(() => ({
  sqlite: nodeSqlite,
  fileSystem: {
    ...nodeFileSystem,
    async create(path, how) {
      return { ...(await nodeFileSystem.create(path, how)), sync: () => Promise.resolve() };
    },
  },
}));
