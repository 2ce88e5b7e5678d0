import { describe, expect, test } from 'vitest';
import { VerifiedCredentials } from '../../server/directory/verified-credentials.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const U1 = { id: 1, credentialVersion: 1 };

function open() {
  const clock = turnedClock();
  const verified = new VerifiedCredentials(clock);
  verified.remember(U1, 'secret');
  return { clock, verified };
}

describe('verified credentials', () => {
  test('are known for ten minutes', () => {
    const { clock, verified } = open();
    clock.advanceMinutes(9);
    expect(verified.has(U1, 'secret')).toBe(true);
    clock.advanceMinutes(1);
    expect(verified.has(U1, 'secret')).toBe(false);
  });

  test('are known for that password of that account only', () => {
    const { verified } = open();
    expect([verified.has(U1, 'secret2'), verified.has({ ...U1, id: 2 }, 'secret')]).toEqual([false, false]);
  });

  test('are worthless when the credentials of the account have changed', () => {
    expect(open().verified.has({ ...U1, credentialVersion: 2 }, 'secret')).toBe(false);
  });

  test('can be forgotten', () => {
    const { verified } = open();
    verified.forget(1);
    expect(verified.has(U1, 'secret')).toBe(false);
  });

  test('are kept for a thousand accounts, those in use rather than others', () => {
    const { verified } = open();
    for (let id = 2; id <= 1000; id++) verified.remember({ ...U1, id }, 'secret');
    verified.has(U1, 'secret');
    verified.remember({ ...U1, id: 1001 }, 'secret');
    expect([1, 2, 3].map((id) => verified.has({ ...U1, id }, 'secret'))).toEqual([true, false, true]);
  });
});
