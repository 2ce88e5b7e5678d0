import { addressKey } from '../contract/address.ts';
import type { Account } from '../contract/directory.ts';
import type { Dispose } from '../contract/clock.ts';
import type { DirectoryKeeper } from './directory-keeper.ts';
import type { Passwords } from './passwords.ts';

/** Brings hashes that came from elsewhere, or from an older version, to the parameters of this one. */
export interface Rehasher {
  /** A sign-in is the one moment at which the password is known. Nobody waits for it. */
  signedIn(account: Account, password: string): void;
  /** Finishes what is under way; never rejects. */
  readonly dispose: Dispose;
}

export function createRehasher(
  keeper: DirectoryKeeper,
  passwords: Pick<Passwords, 'hash' | 'isCurrent'>,
  reportError: (step: string, cause: unknown) => void,
): Rehasher {
  /** By account id: many sessions of one account cost one hash. */
  const underWay = new Map<number, Promise<void>>();

  async function rehash({ id, address }: Account, password: string): Promise<void> {
    const before = keeper.state.accountsByKey.get(addressKey(address));
    if (before?.id !== id || before.passwordHash === null || passwords.isCurrent(before.passwordHash)) return;
    const passwordHash = await passwords.hash(password);
    await keeper.change((lists) => ({
      ...lists,
      accounts: lists.accounts.map((account) =>
        // The credential version stays, for the password does: a sign-in under way goes through.
        account.id === id && account.credentialVersion === before.credentialVersion
          ? { ...account, passwordHash }
          : account,
      ),
    }));
  }

  return {
    signedIn(account, password) {
      if (underWay.has(account.id)) return;
      const work = rehash(account, password)
        .catch((cause: unknown) => {
          reportError('hashing a password anew', cause);
        })
        .finally(() => underWay.delete(account.id));
      underWay.set(account.id, work);
    },
    async dispose() {
      await Promise.all(underWay.values());
    },
  };
}
