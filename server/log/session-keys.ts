/** Keys of one millisecond. A safe integer until the year 2255. */
export const KEYS_PER_MS = 1000;

/**
 * Gives each session the number by which the log is ordered: its start in microseconds since 1970, of which the last
 * three digits count the sessions of one millisecond. Follows the clock back where that is set back.
 */
export class SessionKeys {
  #ms = -1;
  #given = 0;

  next(startedAt: number): number {
    if (startedAt !== this.#ms) this.#given = 0;
    this.#ms = startedAt;
    return startedAt * KEYS_PER_MS + this.#given++;
  }
}
