import { describe, expect, test } from 'vitest';
import { checkLists } from '../../server/directory/check-lists.ts';
import type { DirectoryLists } from '../../server/directory/directory-lists.ts';
import { accountRecord, alias, localLists } from '../helpers/directory-lists.ts';

const OFF = accountRecord(3, 'off@local.test', { enabled: false });
const network = (range: string) => ({ range, comment: '' });

describe('lists that fit together', () => {
  test.each<[string, Partial<DirectoryLists>]>([
    ['accounts of local domains', {}],
    [
      "an alias of a disabled account's address",
      { accounts: [OFF], aliases: [alias('off@local.test', 'u1@local.test')] },
    ],
    ['a disabled account whose domain is gone', { domains: [], accounts: [OFF] }],
    ['a wildcard alias that also matches accounts', { aliases: [alias('*@local.test', 'u1@local.test')] }],
    ['an alias in a domain elsewhere', { aliases: [alias('me@ext.test', 'u1@local.test')] }],
    ['one network on several lists', { localIps: ['10.0.0.0/8'], trustedIps: [network('10.0.0.0/8')] }],
  ])('%s', (_why, change) => {
    expect(checkLists(localLists(change))).toEqual([]);
  });
});

describe('an entry that is twice on a list is named by its place', () => {
  test.each<[string, Partial<DirectoryLists>, string]>([
    ['domain', { domains: [...localLists().domains, ...localLists().domains] }, 'domains[1].name'],
    [
      'account',
      { accounts: [accountRecord(1, 'u1@local.test'), accountRecord(2, '"U1"@local.test')] },
      'accounts[1].address',
    ],
    [
      'alias',
      { aliases: [alias('a@local.test', 'u1@local.test'), alias('A@LOCAL.test', 'u2@local.test')] },
      'aliases[1].pattern',
    ],
    [
      'wildcard alias',
      { aliases: [alias('a*@local.test', 'u1@local.test'), alias('A*@local.test', 'u2@local.test')] },
      'aliases[1].pattern',
    ],
    ['Local IP', { localIps: ['10.0.0.0/8', '10.0.0.0/8'] }, 'localIps[1]'],
    ['Trusted IP', { trustedIps: [network('10.0.0.0/8'), network('10.0.0.0/8')] }, 'trustedIps[1].range'],
    [
      'network of the allow list',
      { allowList: [network('10.0.0.0/8'), network('10.0.0.0/8')] },
      'dynamicScreen.allowList[1].range',
    ],
  ])('%s', (_what, change, path) => {
    expect(checkLists(localLists(change)).map((problem) => problem.path)).toEqual([path]);
  });
});
