const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How long after which attempt the next one comes, in minutes; the last one repeats. RFC 5321 §4.5.4.1 wants 30 minutes
 * at least "in general", and shorter times where the cause allows: two attempts in the first hour, then one every two
 * or three. Most first refusals are greylisting, which opens five minutes later (RFC 6647 §2.1), or a server that is
 * restarted; so the first four come within the hour and a half, and whoever is away for a day is asked six times.
 */
const MINUTES_AFTER_ATTEMPT = [6, 12, 20, 40, 60, 120, 240] as const;
/** A queue that fell behind at once is not tried again at once. The first wait still exceeds five minutes. */
const JITTER = 0.15;

/** The wait after a number of failed attempts, in milliseconds. `random` is at least 0 and less than 1. */
export function retryDelayMs(attempts: number, random: number): number {
  const index = Math.min(Math.max(attempts, 1), MINUTES_AFTER_ATTEMPT.length) - 1;
  const minutes = MINUTES_AFTER_ATTEMPT[index] ?? MINUTES_AFTER_ATTEMPT[0];
  return Math.round(minutes * MINUTE_MS * (1 + JITTER * (2 * random - 1)));
}

/** When a message goes back to its sender unless it can be delivered. Milliseconds since 1970. */
export function expiryOf(receivedAt: number, retryHours: number): number {
  return receivedAt + retryHours * HOUR_MS;
}

/** When the sender is told that a message still waits; null where nobody is ever told. */
export function delayNoticeAt(receivedAt: number, delayNoticeHours: number | null): number | null {
  return delayNoticeHours === null ? null : receivedAt + delayNoticeHours * HOUR_MS;
}
