import { describe, expect, test } from 'vitest';
import { addressKey } from '../../server/contract/address.ts';
import type { DirectoryState } from '../../server/directory/directory-keeper.ts';
import { withoutSecret, type AccountRecord } from '../../server/directory/directory-lists.ts';
import { createDirectoryView } from '../../server/directory/directory-view.ts';
import { createPasswords } from '../../server/directory/passwords.ts';
import { signIn } from '../../server/directory/sign-in.ts';
import { accountRecord, alias, localLists } from '../helpers/directory-lists.ts';
import { quickHasher } from '../helpers/quick-hasher.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const hasher = quickHasher();
const passwordHash = await hasher.hash('secret');
const U1 = accountRecord(1, 'u1@local.test', { passwordHash });
const OFF = accountRecord(2, 'off@local.test', { passwordHash, enabled: false });

function stateWith(...accounts: readonly AccountRecord[]): DirectoryState {
  const lists = localLists({ accounts, aliases: [alias('sales@local.test', 'u1@local.test')] });
  const accountsByKey = new Map(accounts.map((account) => [addressKey(account.address), account]));
  return { lists, view: createDirectoryView(lists, 1), accountsByKey };
}

const attempt = async (login: string, password: string, states = [stateWith(U1, OFF)]) => {
  const passwords = await createPasswords(hasher, turnedClock());
  let asked = 0;
  const state = () => states[Math.min(asked++, states.length - 1)] ?? stateWith();
  return signIn(login, password, state, passwords);
};

const SIGNED_IN = { kind: 'signed-in', account: withoutSecret(U1) };
const refused = (reason: string) => ({ kind: 'refused', reason });

describe('signing in', () => {
  test.each([
    ['with the full address', 'u1@local.test', 'secret', SIGNED_IN],
    ['however the address is cased', 'U1@Local.TEST', 'secret', SIGNED_IN],
    ['without a domain, in the first local one', 'u1', 'secret', SIGNED_IN],
    ['with a wrong password', 'u1@local.test', 'Secret', refused('wrong-password')],
    ['to an account that does not exist', 'u9@local.test', 'secret', refused('unknown-account')],
    ['to a disabled account', 'off@local.test', 'secret', refused('account-disabled')],
    ['with an alias', 'sales@local.test', 'secret', refused('unknown-account')],
    ['with a sub-address', 'u1+x@local.test', 'secret', refused('unknown-account')],
    ['with what is no address', 'u1@@local.test', 'secret', refused('unknown-account')],
    ['with nothing', '', '', refused('unknown-account')],
  ])('%s', async (_why, login, password, expected) => {
    expect(await attempt(login, password)).toEqual(expected);
  });

  test.each([
    ['its password was changed', stateWith({ ...U1, credentialVersion: 2 })],
    ['it was disabled', stateWith({ ...U1, enabled: false, credentialVersion: 2 })],
    ['its address went to another account', stateWith({ ...U1, id: 3 })],
    ['it was renamed', stateWith()],
  ])('to an account of which, while the password was checked, %s', async (_why, after) => {
    expect(await attempt('u1@local.test', 'secret', [stateWith(U1), after])).toEqual(
      refused('wrong-password'),
    );
  });

  test('without a domain where none is local', async () => {
    const { lists, ...state } = stateWith(U1);
    const view = createDirectoryView({ ...lists, domains: [] }, 1);
    expect(await attempt('u1', 'secret', [{ ...state, lists, view }])).toEqual(refused('unknown-account'));
  });
});
