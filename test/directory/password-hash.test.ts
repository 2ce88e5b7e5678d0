import { describe, expect, test } from 'vitest';
import { createPasswordHasher, isPasswordHash, loadArgon2 } from '../../server/directory/password-hash.ts';

describe.each([
  ['argon2id', await loadArgon2(), /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/],
  ['scrypt, where argon2 cannot be loaded', null, /^\$scrypt\$ln=14,r=8,p=5\$/],
])('a password hashed with %s', (_name, argon2, form) => {
  const hasher = createPasswordHasher(argon2);

  test('is a PHC string that only the password matches', async () => {
    const hash = await hasher.hash('pässword 1');
    expect(hash).toMatch(form);
    expect(isPasswordHash(hash)).toBe(true);
    expect([await hasher.verify(hash, 'pässword 1'), await hasher.verify(hash, 'password 1')]).toEqual([
      true,
      false,
    ]);
  });

  test('is current, and one with other parameters or of another algorithm is not', async () => {
    const others = ['$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA', '$scrypt$ln=15,r=8,p=1$c2FsdA$aGFzaA'];
    const other = await createPasswordHasher(argon2 === null ? await loadArgon2() : null).hash('secret');
    const hashes = [await hasher.hash('secret'), other, ...others];
    expect(hashes.map((hash) => hasher.isCurrent(hash))).toEqual([true, false, false, false]);
  });
});

describe('a password hash', () => {
  test('made with scrypt is checked where argon2 is there too', async () => {
    const hash = await createPasswordHasher(null).hash('secret');
    expect(await createPasswordHasher(await loadArgon2()).verify(hash, 'secret')).toBe(true);
  });

  test('made with argon2 is an error where it cannot be checked, not a wrong password', async () => {
    const hash = await createPasswordHasher(await loadArgon2()).hash('secret');
    await expect(createPasswordHasher(null).verify(hash, 'secret')).rejects.toThrow(
      /argon2 module is missing/,
    );
  });

  const salt = 'c2FsdHNhbHRzYWx0c2E';
  const key = 'a'.repeat(43);
  test.each([
    ['argon2id with other parameters', `$argon2id$v=19$m=65536,t=3,p=4$${salt}$${key}`, true],
    ['scrypt with other parameters', `$scrypt$ln=15,r=8,p=1$${salt}$${key}`, true],
    ['another algorithm', `$2b$10$${salt}${key}`, false],
    ['argon2i', `$argon2i$v=19$m=65536,t=3,p=4$${salt}$${key}`, false],
    ['a hash cut short', `$argon2id$v=19$m=19456,t=2,p=1$${salt}`, false],
    ['argon2id that wants a gigabyte', `$argon2id$v=19$m=1048576,t=2,p=1$${salt}$${key}`, false],
    ['scrypt that wants a gigabyte', `$scrypt$ln=20,r=8,p=1$${salt}$${key}`, false],
    ['scrypt with N = 1', `$scrypt$ln=0,r=8,p=1$${salt}$${key}`, false],
    ['nothing', '', false],
  ])('can be imported or not: %s', (_why, hash, expected) => {
    expect(isPasswordHash(hash)).toBe(expected);
  });
});
