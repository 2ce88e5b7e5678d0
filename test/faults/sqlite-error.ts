/** https://www.sqlite.org/rescode.html: SQLITE_IOERR_FSYNC and SQLITE_FULL. */
const ERRORS = {
  io: { errcode: 1034, message: 'disk I/O error' },
  full: { errcode: 13, message: 'database or disk is full' },
} as const;

/** As node:sqlite throws it. */
export function sqliteError(kind: keyof typeof ERRORS): Error {
  const { errcode, message } = ERRORS[kind];
  return Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode });
}
