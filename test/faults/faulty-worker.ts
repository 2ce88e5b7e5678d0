import { existsSync } from 'node:fs';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { nodeFileSystem } from '../../server/store/file-system.ts';
import { nodeSqlite, type SqlConnection, type SqlDriver } from '../../server/store/sql-connection.ts';
import { runStorageThread } from '../../server/store/storage-thread.ts';
import type { WorkerTask } from '../../server/store/worker-messages.ts';

/**
 * A storage worker on a disk that fails while a file of that name lies in the data folder: `fail-io` and `fail-full`
 * fail every COMMIT as SQLite would, `crash` ends the thread in place of one.
 */
if (!isMainThread && parentPort) {
  // Set by spawnWorker.
  const task = workerData as WorkerTask;
  if (task.kind === 'store')
    await runStorageThread(parentPort, task.data, {
      sqlite: faulty(nodeSqlite, task.data.dataFolder),
      fileSystem: nodeFileSystem,
    });
}

function faulty(driver: SqlDriver, dataFolder: string): SqlDriver {
  return {
    open(path, mode) {
      const connection = driver.open(path, mode);
      return mode === 'read-write' ? failOnCommit(connection, dataFolder) : connection;
    },
  };
}

function failOnCommit(connection: SqlConnection, dataFolder: string): SqlConnection {
  return {
    get inTransaction() {
      return connection.inTransaction;
    },
    execute(sql) {
      if (sql === 'COMMIT') {
        if (existsSync(`${dataFolder}/crash`)) process.exit(70);
        if (existsSync(`${dataFolder}/fail-io`)) throw sqliteError(1034, 'disk I/O error');
        if (existsSync(`${dataFolder}/fail-full`)) throw sqliteError(13, 'database or disk is full');
      }
      connection.execute(sql);
    },
    all: (sql, params) => connection.all(sql, params),
    close: () => {
      connection.close();
    },
  };
}

/** As node:sqlite throws it; 1034 is SQLITE_IOERR_FSYNC. */
function sqliteError(errcode: number, message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode });
}
