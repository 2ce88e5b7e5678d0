import { expect, test } from 'vitest';
import { MailboxLoginLedger } from '../../server/guard/mailbox-login-ledger.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

test('the ledger knows the last mailbox login of each account, those of the last run too', () => {
  const clock = turnedClock(1000);
  const kept: (readonly [number, number])[] = [];
  const ledger = new MailboxLoginLedger({
    clock,
    known: new Map([
      [1, 500],
      [3, 700],
    ]),
    onLogin: (accountId, at) => kept.push([accountId, at]),
  });
  ledger.noteLogin(1);
  clock.advanceMinutes(1);
  ledger.noteLogin(1);
  ledger.noteLogin(2);
  expect([1, 2, 3, 4].map((id) => ledger.lastLoginAt(id))).toEqual([61_000, 61_000, 700, null]);
  expect(kept).toEqual([
    [1, 1000],
    [1, 61_000],
    [2, 61_000],
  ]);
});
