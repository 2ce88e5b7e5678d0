import { join } from 'node:path';
import { makePrivateFile } from './private-file.ts';
import type { SqlConnection, SqlDriver } from './sql-connection.ts';

/**
 * Holds the data folder for this process: an exclusive transaction on a database of its own, which the operating
 * system ends with the process, however that ends. Two servers on one folder would sweep each other's mail.
 */
export function lockFolder(driver: SqlDriver, dataFolder: string): SqlConnection {
  const path = join(dataFolder, 'lock.db');
  makePrivateFile(path);
  const connection = driver.open(path, 'read-write');
  try {
    connection.execute('PRAGMA busy_timeout = 1000; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return connection;
  } catch (error) {
    connection.close();
    throw new Error(`The data folder ${dataFolder} is in use by another Gatepost`, { cause: error });
  }
}
