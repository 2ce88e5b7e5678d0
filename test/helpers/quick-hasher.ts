import type { PasswordHasher } from '../../server/directory/password-hash.ts';

/** A hasher for tests about something else than hashing: no work, and a hash of the right shape. */
export function quickHasher(): PasswordHasher & { readonly verified: string[] } {
  const verified: string[] = [];
  const hashOf = (password: string): string => {
    const key = Buffer.from(password.padEnd(32, '.')).toString('base64').replace(/=+$/, '');
    return `$scrypt$ln=14,r=8,p=5$c2FsdHNhbHRzYWx0$${key}`;
  };
  return {
    verified,
    hash: (password) => Promise.resolve(hashOf(password)),
    verify(passwordHash, password) {
      verified.push(passwordHash);
      return Promise.resolve(passwordHash === hashOf(password));
    },
    isCurrent: () => true,
  };
}
