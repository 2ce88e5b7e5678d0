import type { Clock } from '../contract/clock.ts';
import type { AccountRecord } from './directory-lists.ts';
import { createHashQueue } from './hash-queue.ts';
import type { PasswordHasher } from './password-hash.ts';
import { VerifiedCredentials } from './verified-credentials.ts';

/**
 * Sign-ins that may wait for their hash: a whole office whose mail programs come back at once. At two hashes of
 * 20 to 40 ms at a time the last one waits two or three seconds, and a flood makes nobody wait longer than that.
 */
const SIGN_INS_WAITING = 128;

/** Bytes of UTF-8. A longer password is refused before any work is done, whoever's it is. */
const MAXIMUM_PASSWORD_BYTES = 1024;

export interface Passwords {
  /** For an account's new password. Waits its turn however many sign-ins wait. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the account's. Null (no such account, a disabled one, one without password) does
   * the same work and never matches. `busy`: too many wait already.
   */
  verify(account: AccountRecord | null, password: string): Promise<'match' | 'mismatch' | 'busy'>;
  /** Whether `hash` made it of this password, as it would today. Waits its turn however many sign-ins wait. */
  isHashOf(passwordHash: string, password: string): Promise<boolean>;
  /** Whether the hash is as `hash` would make it today. */
  isCurrent(passwordHash: string): boolean;
  /** The account has changed: nothing verified before counts. */
  forget(accountId: number): void;
}

export async function createPasswords(hasher: PasswordHasher, clock: Clock): Promise<Passwords> {
  const queue = createHashQueue({ inFlight: 2, waiting: SIGN_INS_WAITING });
  const verified = new VerifiedCredentials(clock);
  const dummyHash = await hasher.hash('nobody has this password');

  return {
    hash: (password) => queue.run(() => hasher.hash(prepared(password))),
    async verify(account, text) {
      if (Buffer.byteLength(text) > MAXIMUM_PASSWORD_BYTES) return 'mismatch';
      const password = prepared(text);
      const canMatch = account?.enabled === true && account.passwordHash !== null ? account : null;
      if (canMatch && verified.has(canMatch, password)) return 'match';
      const passwordHash = canMatch?.passwordHash ?? dummyHash;
      const checked = queue.tryRun(async () => {
        // While this one waited, another session may have shown the same password to be right.
        if (canMatch && verified.has(canMatch, password)) return true;
        const matches = await hasher.verify(passwordHash, password);
        if (canMatch && matches) verified.remember(canMatch, password);
        return matches;
      });
      if (checked === null) return 'busy';
      const matches = await checked;
      return canMatch !== null && matches ? 'match' : 'mismatch';
    },
    isHashOf: async (passwordHash, password) =>
      hasher.isCurrent(passwordHash) && queue.run(() => hasher.verify(passwordHash, prepared(password))),
    isCurrent: (passwordHash) => hasher.isCurrent(passwordHash),
    forget(accountId) {
      verified.forget(accountId);
    },
  };
}

/** RFC 8265 §4.2 (OpaqueString): any space is the ASCII one, and composed letters equal decomposed ones. */
function prepared(password: string): string {
  return password.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}
