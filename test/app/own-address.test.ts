import { expect, test } from 'vitest';
import { createOwnAddressCheck } from '../../server/app/own-address.ts';

function open() {
  let now = 1_700_000_000_000;
  let own: readonly string[] = ['192.0.2.1'];
  let asked = 0;
  const isOwn = createOwnAddressCheck(
    () => now,
    () => {
      asked++;
      return own;
    },
  );
  return {
    isOwn,
    asked: () => asked,
    move: (milliseconds: number) => (now += milliseconds),
    become: (...addresses: readonly string[]) => (own = addresses),
  };
}

test('an address of this machine is its own, and no other one is', () => {
  const { isOwn } = open();
  expect([isOwn('192.0.2.1'), isOwn('192.0.2.2')]).toEqual([true, false]);
});

test('the system is asked once in ten seconds', () => {
  const { isOwn, asked, move } = open();
  isOwn('192.0.2.1');
  move(9_999);
  isOwn('192.0.2.1');
  expect(asked()).toBe(1);
});

test.each([
  ['after ten seconds', 10_000],
  ['when the clock is put back', -3_600_000],
])('a network that has come meanwhile is seen %s', (_when, milliseconds) => {
  const { isOwn, move, become } = open();
  isOwn('192.0.2.1');
  become('198.51.100.1');
  move(milliseconds);
  expect([isOwn('198.51.100.1'), isOwn('192.0.2.1')]).toEqual([true, false]);
});
