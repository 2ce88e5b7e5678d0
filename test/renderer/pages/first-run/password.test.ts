import { describe, expect, test } from 'vitest';
import { makePassword, strengthOf } from '../../../../renderer/pages/first-run/password.ts';

describe('a password that is made', () => {
  test('has four groups of letters that are not taken for one another', () => {
    for (let round = 0; round < 200; round++) {
      expect(makePassword()).toMatch(/^[a-hjkmnp-z2-9]{4}(?:-[a-hjkmnp-z2-9]{4}){3}$/);
    }
  });

  test('leaves out the bytes that would make its first letters likelier', () => {
    let next = 240;
    const bytes = (buffer: Uint8Array) => {
      for (let index = 0; index < buffer.length; index++) buffer[index] = next++ % 256;
    };
    // 248 is the largest multiple of 31 in a byte: 248 to 255 are passed over.
    expect(makePassword(bytes)).toBe(expected());
  });

  test('is strong', () => {
    expect(strengthOf(makePassword())).toBe('strong');
  });
});

/** Bytes 240 to 247, then 0 to 7, by the alphabet. */
function expected(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const letters = [240, 241, 242, 243, 244, 245, 246, 247, 0, 1, 2, 3, 4, 5, 6, 7].map((byte) =>
    alphabet.charAt(byte % alphabet.length),
  );
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-');
}

describe('strength', () => {
  test.each([
    ['short', 'abc1234'],
    ['weak', 'password1'],
    ['weak', 'aaaaaaaaaaaaaaaa'],
    ['weak', 'Passwort2026'],
    ['weak', 'qwertz1234'],
    ['fair', 'kxmdvhqowz'],
    ['strong', 'correct horse battery staple'],
    ['strong', 'T7#vq-2Lm!zR'],
  ] as const)('%s: %s', (strength, password) => {
    expect(strengthOf(password)).toBe(strength);
  });

  test('does not count what the office is called', () => {
    expect(strengthOf('gatewood12xy', ['gatewood'])).toBe('weak');
    expect(strengthOf('gatewood12xy')).toBe('fair');
  });
});
