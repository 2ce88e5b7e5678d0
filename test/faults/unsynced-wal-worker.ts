import { nodeFileSystem } from '../../server/store/file-system.ts';
import { nodeSqlite } from '../../server/store/sql-connection.ts';
import { delegateConnection } from './delegate-connection.ts';
import { runTestWorker } from './test-worker.ts';

/**
 * A storage worker with a bug that only a power cut shows: its SQLite does not sync the write-ahead log at each commit,
 * as one that was built with other defaults would, and says that it does.
 */
await runTestWorker(() => ({
  fileSystem: nodeFileSystem,
  sqlite: {
    open(path, mode) {
      const connection = nodeSqlite.open(path, mode);
      return delegateConnection(connection, {
        all(sql, params) {
          if (sql === 'PRAGMA synchronous = FULL') return connection.all('PRAGMA synchronous = NORMAL');
          if (sql === 'PRAGMA synchronous') return [{ synchronous: 2 }];
          return connection.all(sql, params);
        },
      });
    },
  },
}));
