import { makePrivateFile } from './private-file.ts';
import type { SqlConnection, SqlDriver } from './sql-connection.ts';

/** What makes a commit survive a power cut: `[pragma, value asked for, value that must be read back]`. */
const DURABILITY = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  // macOS: fsync() alone leaves the data in the drive's cache; both make SQLite use F_FULLFSYNC.
  ['fullfsync', '1', 1],
  ['checkpoint_fullfsync', '1', 1],
] as const;

/**
 * Opens the write connection. The settings are read back and a difference is fatal: a library built with other
 * defaults (WAL with synchronous=NORMAL) would lose acknowledged mail in a power cut and show nothing until then.
 */
export function openMailDatabase(driver: SqlDriver, path: string): SqlConnection {
  makePrivateFile(path);
  const connection = driver.open(path, 'read-write');
  try {
    for (const [pragma, wanted] of DURABILITY) connection.all(`PRAGMA ${pragma} = ${wanted}`);
    for (const [pragma, , expected] of DURABILITY) {
      const found = connection.all(`PRAGMA ${pragma}`)[0]?.[pragma];
      if (found !== expected)
        throw new Error(
          `mail.db cannot be opened safely: SQLite answers ${pragma}=${String(found)} where ${String(expected)} is needed`,
        );
    }
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}
