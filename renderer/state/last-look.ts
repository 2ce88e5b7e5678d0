/** Until when the log was looked at: the start of the newest session that was shown then; null before the first time. */
let seenUntil: number | null = null;

export function lastLook(): number | null {
  return seenUntil;
}

export function noteLook(newestStart: number | null): void {
  if (newestStart !== null) seenUntil = newestStart;
}
