import { chmodSync, closeSync, openSync } from 'node:fs';

/** Makes a database file that only this user reads. SQLite gives -wal and -shm the same mode when it makes them. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}
