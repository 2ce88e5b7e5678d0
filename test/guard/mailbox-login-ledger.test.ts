import { expect, test } from 'vitest';
import { MailboxLoginLedger } from '../../server/guard/mailbox-login-ledger.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

test('the ledger knows the last mailbox login of each account', () => {
  const clock = turnedClock(1000);
  const ledger = new MailboxLoginLedger(clock);
  ledger.noteLogin(1);
  clock.advanceMinutes(1);
  ledger.noteLogin(1);
  ledger.noteLogin(2);
  expect([1, 2, 3].map((id) => ledger.lastLoginAt(id))).toEqual([61_000, 61_000, null]);
});
