import { StoreError } from '../contract/message-store.ts';

/**
 * What went wrong, in a form that crosses threads.
 * - `disk-full`: nothing was written; room may be made and the next try succeed;
 * - `refused`: one statement's own fault (a constraint, bad SQL), everything else is sound;
 * - `broken`: the disk or the database cannot be trusted, and the outcome of what ran is not known.
 */
export interface Failure {
  readonly kind: 'disk-full' | 'refused' | 'broken';
  readonly message: string;
}

/** Primary result codes, https://www.sqlite.org/rescode.html. */
const SQLITE_FULL = 13;
const SQLITE_NOMEM = 7;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
const BROKEN: ReadonlySet<number> = new Set([
  SQLITE_NOMEM,
  SQLITE_READONLY,
  SQLITE_IOERR,
  SQLITE_CORRUPT,
  SQLITE_CANTOPEN,
  SQLITE_NOTADB,
]);
const DISK_FULL_ERRNO: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/** Whether SQLite says that the file is no database, or no longer a sound one. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const damaged: readonly unknown[] = [SQLITE_CORRUPT, SQLITE_NOTADB];
  const isHere =
    'errcode' in error && typeof error.errcode === 'number' && damaged.includes(error.errcode & 0xff);
  return isHere || isDamage(error.cause);
}

/** Classifies what SQLite or the file system threw. */
export function classifyFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Error)) return { kind: 'broken', message };
  if ('errcode' in error && typeof error.errcode === 'number') {
    const primaryCode = error.errcode & 0xff;
    if (primaryCode === SQLITE_FULL) return { kind: 'disk-full', message };
    return { kind: BROKEN.has(primaryCode) ? 'broken' : 'refused', message };
  }
  if ('code' in error && DISK_FULL_ERRNO.has(error.code)) return { kind: 'disk-full', message };
  // node:sqlite rejects a parameter or a statement before SQLite sees it.
  if ('code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_'))
    return { kind: 'refused', message };
  return { kind: 'broken', message };
}

export function storeErrorOf(failure: Failure): StoreError {
  return new StoreError(failure.kind === 'disk-full' ? 'disk-full' : 'unavailable', failure.message);
}

/** What a file operation threw, as the error that the store's callers know. */
export function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const failure = classifyFailure(error);
  return new StoreError(failure.kind === 'disk-full' ? 'disk-full' : 'unavailable', failure.message, {
    cause: error,
  });
}
