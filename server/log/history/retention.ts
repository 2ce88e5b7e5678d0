import type { LogSettings } from '../../contract/settings.ts';
import { daysBefore } from './day.ts';

export interface KeptDay {
  readonly day: string;
  readonly bytes: number;
}

export interface Retention {
  /** Days whose files go. */
  readonly expired: readonly string[];
  /** Whether the one day that is left takes all the room by itself: sessions are only counted until it is over. */
  readonly isFull: boolean;
}

/**
 * Which days go: those older than the settings keep, and the oldest while all together are too large. Today stays.
 *
 * A clock that is wrong must not cost the history. By age something goes only where a second day of those that are kept
 * has a file: a clock that leaps ahead has a whole day in which it can be set right. Days that lie ahead of the clock
 * are kept.
 */
export function retentionOf(kept: readonly KeptDay[], today: string, settings: LogSettings): Retention {
  const oldestKept = daysBefore(today, settings.days);
  const inside = kept.filter(({ day }) => day >= oldestKept && day <= today);
  const expired = inside.length < 2 ? [] : kept.filter(({ day }) => day < oldestKept).map(({ day }) => day);
  const oldestFirst = kept
    .filter(({ day }) => !expired.includes(day))
    .toSorted((one, other) => (one.day < other.day ? -1 : 1));
  let bytes = oldestFirst.reduce((sum, day) => sum + day.bytes, 0);
  const room = settings.megabytes * 1_000_000;
  for (const { day, bytes: size } of oldestFirst) {
    if (bytes <= room || day === today) break;
    expired.push(day);
    bytes -= size;
  }
  return { expired, isFull: bytes > room };
}
