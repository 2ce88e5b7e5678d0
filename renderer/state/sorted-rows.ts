import type { SessionSummary } from '../../server/contract/session-log.ts';

/** The first index for which something holds that then holds for all later ones; `length` where it never does. */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many rows started after a time. `rows`: newest first; `at`: milliseconds since 1970. */
export function countAfter(rows: readonly SessionSummary[], at: number): number {
  return firstIndex(rows.length, (index) => (rows[index]?.startedAt ?? 0) <= at);
}

/** The place of a session, or -1. `rows`: newest first. Without its start, the newest of that id. */
export function placeOf(rows: readonly SessionSummary[], id: string, startedAt: number | null): number {
  if (startedAt === null) return rows.findIndex((row) => row.id === id);
  for (let index = countAfter(rows, startedAt); rows[index]?.startedAt === startedAt; index++)
    if (rows[index]?.id === id) return index;
  return -1;
}
