import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DAY_SCHEMA, DAY_SCHEMA_VERSION } from './day-schema.ts';
import { sessionDictionary } from './dictionary.ts';
import { createPacker, type Packer } from './pack.ts';
import { addReportedTable } from './reported-table.ts';
import { bytes, number } from './session-row.ts';

export interface DayDatabase {
  readonly database: DatabaseSync;
  readonly packer: Packer;
}

/** Written by another version of Gatepost. */
export class ForeignDay extends Error {}

const LOCK_TIMEOUT_MS = 5000;

/**
 * Opens a day's file for writing, makes it where it is missing, for this user alone. `synchronous=NORMAL`: a power cut
 * may take the sessions of the last moments, never the file. Throws what SQLite throws, and ForeignDay.
 */
export function openDayForWriting(path: string): DayDatabase {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600); // SQLite gives -wal and -shm the same mode when it makes them
  return opened(path, false, (database) => {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;');
    if (versionOf(database) === DAY_SCHEMA_VERSION) addReportedTable(database);
    if (versionOf(database) !== 0) return;
    database.exec('BEGIN IMMEDIATE');
    database.exec(DAY_SCHEMA);
    database.prepare('INSERT INTO dictionary (bytes) VALUES (?)').run(sessionDictionary());
    database.exec('COMMIT');
  });
}

/** Opens a day's file for reading. Throws what SQLite throws, and ForeignDay. */
export function openDayForReading(path: string): DayDatabase {
  return opened(path, true, () => undefined);
}

function opened(path: string, readOnly: boolean, prepare: (database: DatabaseSync) => void): DayDatabase {
  const database = new DatabaseSync(path, { readOnly, timeout: LOCK_TIMEOUT_MS });
  try {
    prepare(database);
    const version = versionOf(database);
    if (version !== DAY_SCHEMA_VERSION)
      throw new ForeignDay(`${path} has the layout ${version}, not ${DAY_SCHEMA_VERSION}`);
    const dictionary = database.prepare('SELECT bytes FROM dictionary').get();
    return { database, packer: createPacker(bytes(dictionary?.['bytes'])) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function versionOf(database: DatabaseSync): number {
  return number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}
