import type { Clock } from '../contract/services.ts';
import type { AccountRecord } from './directory-lists.ts';
import { createHashQueue } from './hash-queue.ts';
import type { PasswordHasher } from './password-hash.ts';
import { VerifiedCredentials } from './verified-credentials.ts';

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
  /** The account has changed: nothing verified before counts. */
  forget(accountId: number): void;
}

export async function createPasswords(hasher: PasswordHasher, clock: Clock): Promise<Passwords> {
  const queue = createHashQueue({ inFlight: 2, waiting: 32 });
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
      const checked = queue.tryRun(() => hasher.verify(passwordHash, password));
      if (checked === null) return 'busy';
      const matches = await checked;
      if (canMatch === null || !matches) return 'mismatch';
      verified.remember(canMatch, password);
      return 'match';
    },
    forget(accountId) {
      verified.forget(accountId);
    },
  };
}

/** RFC 8265 §4.2 (OpaqueString): any space is the ASCII one, and composed letters equal decomposed ones. */
function prepared(password: string): string {
  return password.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}
