/** Crockford's base32 in lower case: no `i`, `l`, `o`, `u`, which are misread over the telephone. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const SHORTEST = 4;
const TRIES_PER_LENGTH = 8;

/** A whole number from 0 up to, and without, `limit`. */
export type RandomInt = (limit: number) => number;

/**
 * A session id such as `4fk2` that is not taken: short enough to be read out by a user whose mail was refused.
 * It grows by a letter where the short ones are crowded.
 */
export function newSessionId(randomInt: RandomInt, isTaken: (id: string) => boolean): string {
  for (let tries = 0; ; tries++) {
    const length = SHORTEST + Math.floor(tries / TRIES_PER_LENGTH);
    const id = Array.from({ length }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
    if (!isTaken(id)) return id;
  }
}
