import { existsSync } from 'node:fs';
import { nodeFileSystem } from '../../server/store/file-system.ts';
import { nodeSqlite, type SqlConnection, type SqlDriver } from '../../server/store/sql-connection.ts';
import { delegateConnection } from './delegate-connection.ts';
import { sqliteError } from './sqlite-error.ts';
import { runTestWorker } from './test-worker.ts';

/**
 * A storage worker on a disk that fails while a file of that name lies in the data folder: `fail-io` and `fail-full`
 * fail every COMMIT as SQLite would, `crash` ends the thread in place of one.
 */
await runTestWorker(({ dataFolder }) => ({
  sqlite: faulty(nodeSqlite, dataFolder),
  fileSystem: nodeFileSystem,
}));

function faulty(driver: SqlDriver, dataFolder: string): SqlDriver {
  return {
    open(path, mode) {
      const connection = driver.open(path, mode);
      return mode === 'read-write' ? failOnCommit(connection, dataFolder) : connection;
    },
  };
}

function failOnCommit(connection: SqlConnection, dataFolder: string): SqlConnection {
  return delegateConnection(connection, {
    execute(sql) {
      if (sql === 'COMMIT') {
        if (existsSync(`${dataFolder}/crash`)) process.exit(70);
        if (existsSync(`${dataFolder}/fail-io`)) throw sqliteError('io');
        if (existsSync(`${dataFolder}/fail-full`)) throw sqliteError('full');
      }
      connection.execute(sql);
    },
  });
}
