import { expect, test } from 'vitest';
import { DirectoryKeeper } from '../../server/directory/directory-keeper.ts';
import type { AccountRecord } from '../../server/directory/directory-lists.ts';
import { createRehasher } from '../../server/directory/rehasher.ts';
import { directoryMigrations } from '../../server/directory/schema.ts';
import { accountRecord, localLists } from '../helpers/directory-lists.ts';
import { openMemoryDatabase } from '../helpers/memory-database.ts';

const OLD = `$scrypt$ln=15,r=8,p=1$c2FsdHNhbHRzYWx0$${'a'.repeat(43)}`;
const CURRENT = `$scrypt$ln=14,r=8,p=5$c2FsdHNhbHRzYWx0$${'a'.repeat(43)}`;
const U1 = accountRecord(1, 'u1@local.test', { passwordHash: OLD });

/** One account, and a hasher whose hashes are made when `finish` is called. */
function open(account: AccountRecord = U1) {
  const database = openMemoryDatabase(directoryMigrations);
  const keeper = new DirectoryKeeper(database, localLists({ accounts: [account] }), 1, () => undefined);
  const hashed: string[] = [];
  const errors: string[] = [];
  const hashing = Promise.withResolvers<undefined>();
  const passwords = {
    hash: async (password: string) => {
      hashed.push(password);
      await hashing.promise;
      return CURRENT;
    },
    isCurrent: (hash: string) => hash === CURRENT,
  };
  const rehasher = createRehasher(keeper, passwords, (step) => errors.push(step));
  const finish = async () => {
    hashing.resolve(undefined);
    await rehasher.dispose();
  };
  return { keeper, database, rehasher, hashed, errors, finish, accounts: () => keeper.state.lists.accounts };
}

test('a hash of other parameters is made anew at the next sign-in, and the account is the same', async () => {
  const { rehasher, accounts, finish } = open();
  rehasher.signedIn(U1, 'secret');
  await finish();
  expect(accounts()).toEqual([{ ...U1, passwordHash: CURRENT }]);
});

test('many sessions that sign in at once cost one hash', async () => {
  const { rehasher, hashed, finish } = open();
  for (let session = 0; session < 10; session++) rehasher.signedIn(U1, 'secret');
  await finish();
  expect(hashed).toEqual(['secret']);
});

test.each([
  ['a current hash', { ...U1, passwordHash: CURRENT }],
  ['an account that has no password any more', { ...U1, passwordHash: null }],
  ['an address that went to another account', { ...U1, id: 2 }],
])('nothing is done for %s', async (_what, account) => {
  const { rehasher, hashed, accounts, finish } = open(account);
  rehasher.signedIn(U1, 'secret');
  await finish();
  expect({ hashed, accounts: accounts() }).toEqual({ hashed: [], accounts: [account] });
});

test('a password that is changed meanwhile stays changed', async () => {
  const { keeper, rehasher, accounts, finish } = open();
  const changed = { ...U1, passwordHash: OLD.replace('aaaa', 'bbbb'), credentialVersion: 2 };
  rehasher.signedIn(U1, 'secret');
  await keeper.change((lists) => ({ ...lists, accounts: [changed] }));
  await finish();
  expect(accounts()).toEqual([changed]);
});

test('what fails is reported, and tried again with the next sign-in', async () => {
  const { database, rehasher, errors, accounts, finish } = open();
  database.failNextTransaction();
  rehasher.signedIn(U1, 'secret');
  await finish();
  expect({ errors, accounts: accounts() }).toEqual({ errors: ['hashing a password anew'], accounts: [U1] });
  rehasher.signedIn(U1, 'secret');
  await finish();
  expect(accounts()).toEqual([{ ...U1, passwordHash: CURRENT }]);
});
