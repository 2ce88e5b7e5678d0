import { randomInt } from 'node:crypto';
import type { Clock } from '../../contract/clock.ts';

/**
 * A source of message ids: nine base-36 digits of the time in milliseconds, three of a counter within the
 * millisecond, six random ones. They sort by time even where the clock stands still or steps back.
 */
export function createMessageIds(clock: Clock): () => string {
  let lastTime = 0;
  let count = 0;
  return () => {
    const now = clock();
    count = now > lastTime ? 0 : count + 1;
    lastTime = Math.max(now, lastTime);
    return digits(lastTime, 9) + digits(count, 3) + digits(randomInt(36 ** 6), 6);
  };
}

function digits(value: number, length: number): string {
  return value.toString(36).padStart(length, '0');
}
