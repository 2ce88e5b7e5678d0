/** Primary result codes, https://www.sqlite.org/rescode.html. */
const SQLITE_CONSTRAINT = 19;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** Whether SQLite says that the file is no database, or no longer a sound one. */
export function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

/** Whether the same statements would fail again: not for want of space or because of the disk, but by themselves. */
export function isOwnFault(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  const isOfNode = 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_');
  const code = primaryCode(error);
  return code === SQLITE_CONSTRAINT || error instanceof TypeError || (isOfNode && code === null);
}

function primaryCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : null;
}

export function describeFailure(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
