import { describe, expect, test } from 'vitest';
import type { PasswordHasher } from '../../server/directory/password-hash.ts';
import { createPasswords } from '../../server/directory/passwords.ts';
import { accountRecord } from '../helpers/directory-lists.ts';
import { quickHasher } from '../helpers/quick-hasher.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

async function open() {
  const hasher = quickHasher();
  const passwords = await createPasswords(hasher, turnedClock());
  const u1 = accountRecord(1, 'u1@local.test', { passwordHash: await passwords.hash('secret') });
  return { hasher, passwords, u1 };
}

describe('a password', () => {
  test('that is right costs one hash, and none while it is remembered', async () => {
    const { hasher, passwords, u1 } = await open();
    expect([await passwords.verify(u1, 'secret'), await passwords.verify(u1, 'secret')]).toEqual([
      'match',
      'match',
    ]);
    expect(hasher.verified).toEqual([u1.passwordHash]);
  });

  test('that many sessions offer at once costs no more hashes than run at a time', async () => {
    const { hasher, passwords, u1 } = await open();
    const verdicts = await Promise.all(Array.from({ length: 100 }, () => passwords.verify(u1, 'secret')));
    expect(new Set(verdicts)).toEqual(new Set(['match']));
    expect(hasher.verified).toHaveLength(2);
  });

  test('that was right is hashed again when the account has changed', async () => {
    const { hasher, passwords, u1 } = await open();
    await passwords.verify(u1, 'secret');
    passwords.forget(u1.id);
    await passwords.verify(u1, 'secret');
    expect(hasher.verified).toHaveLength(2);
  });

  test.each([
    ['wrong', { password: 'Secret' }],
    ["an account's that does not exist", { account: null }],
    ["a disabled account's", { change: { enabled: false } }],
    ["an account's that has none", { change: { passwordHash: null } }],
  ])('that is %s costs one hash and does not match', async (_why, given) => {
    const { hasher, passwords, u1 } = await open();
    const { account, change, password }: { account?: null; change?: object; password?: string } = given;
    const whose = account === null ? null : { ...u1, ...change };
    expect(await passwords.verify(whose, password ?? 'secret')).toBe('mismatch');
    expect(hasher.verified).toHaveLength(1);
  });

  test('longer than 1024 bytes is refused without a hash, whoever it is for', async () => {
    const { hasher, passwords, u1 } = await open();
    const long = 'ä'.repeat(513);
    expect([await passwords.verify(u1, long), await passwords.verify(null, long)]).toEqual([
      'mismatch',
      'mismatch',
    ]);
    expect(hasher.verified).toEqual([]);
  });

  test('is the same composed or decomposed, with whichever space', async () => {
    const { passwords, u1 } = await open();
    const account = { ...u1, passwordHash: await passwords.hash('Stra\u00dfe \u00fc') };
    expect(await passwords.verify(account, 'Stra\u00dfe\u00a0u\u0308')).toBe('match');
  });

  test('that finds the queue full is not checked, for an unknown account neither', async () => {
    const { u1 } = await open();
    const never: PasswordHasher = {
      ...quickHasher(),
      verify: () => new Promise(() => undefined),
    };
    const passwords = await createPasswords(never, turnedClock());
    for (let index = 0; index < 130; index++) void passwords.verify(u1, String(index));
    expect([await passwords.verify(u1, 'secret'), await passwords.verify(null, 'secret')]).toEqual([
      'busy',
      'busy',
    ]);
  });
});
