import { describe, expect, test } from 'vitest';
import { createDirectoryView } from '../../server/directory/directory-view.ts';
import type { DirectoryLists } from '../../server/directory/directory-lists.ts';
import { accountRecord, address, alias, gateway, localLists } from '../helpers/directory-lists.ts';

const GATEWAY = gateway('gw.test');

const viewOf = (change: Partial<DirectoryLists> = {}) =>
  createDirectoryView(localLists({ gateways: [GATEWAY], ...change }), 7);

const local = (accountIds: readonly number[], ...forwardTo: readonly string[]) => ({
  kind: 'local',
  accountIds,
  forwardTo: forwardTo.map(address),
  unheldTargets: [],
});

const unknown = (...unheldTargets: readonly string[]) => ({
  kind: 'unknown',
  unheldTargets: unheldTargets.map(address),
});

describe('mail for', () => {
  test.each([
    ['an account', 'U1@Local.Test', {}, local([1])],
    ['a sub-address of an account', 'u1+news@local.test', {}, local([1])],
    ['nobody of a local domain', 'nobody@local.test', {}, unknown()],
    ['a gateway domain', 'any@gw.test', {}, { kind: 'gateway', domain: 'gw.test' }],
    ['a domain elsewhere', 'joe@ext.test', {}, { kind: 'remote' }],
    ['a subdomain of a local one', 'u1@sub.local.test', {}, { kind: 'remote' }],
    ['an alias', 'sales@local.test', { aliases: [alias('Sales@local.test', 'u2@local.test')] }, local([2])],
    [
      'a sub-address of an alias',
      'sales+q@local.test',
      { aliases: [alias('sales@local.test', 'u2@local.test')] },
      local([2]),
    ],
    [
      'an alias of several accounts and an address elsewhere',
      'team@local.test',
      { aliases: [alias('team@local.test', 'u1@local.test', 'joe@ext.test', 'x@gw.test', 'u2@local.test')] },
      local([1, 2], 'joe@ext.test', 'x@gw.test'),
    ],
    [
      'an account that two aliases lead to, once',
      'all@local.test',
      {
        aliases: [
          alias('all@local.test', 'u1@local.test', 'sales@local.test'),
          alias('sales@local.test', 'U1@local.test'),
        ],
      },
      local([1]),
    ],
    [
      'an alias that leads to nobody',
      'old@local.test',
      { aliases: [alias('old@local.test', 'gone@local.test')] },
      unknown('gone@local.test'),
    ],
    [
      'an alias of somebody here and somebody on another server of the domain',
      'team@local.test',
      { aliases: [alias('team@local.test', 'u1@local.test', 'u9@local.test')] },
      { ...local([1]), unheldTargets: [address('u9@local.test')] },
    ],
    [
      'an alias in a circle with a way out',
      'a@local.test',
      {
        aliases: [
          alias('a@local.test', 'b@local.test', 'u2@local.test'),
          alias('b@local.test', 'a@local.test'),
        ],
      },
      local([2]),
    ],
    [
      'the first wildcard alias that matches',
      'info-de@local.test',
      { aliases: [alias('info-*@local.test', 'u2@local.test'), alias('*@local.test', 'u1@local.test')] },
      local([2]),
    ],
    [
      'an account that a wildcard alias would also match',
      'u2@local.test',
      { aliases: [alias('*@local.test', 'u1@local.test')] },
      local([2]),
    ],
    [
      'a sub-address that a wildcard alias would also match',
      'u2+x@local.test',
      { aliases: [alias('*@local.test', 'u1@local.test')] },
      local([2]),
    ],
    [
      'another domain that a wildcard alias would match',
      'joe@ext.test',
      { aliases: [alias('*@*', 'u1@local.test')] },
      { kind: 'remote' },
    ],
    [
      'an exact alias in a gateway domain',
      'boss@gw.test',
      { aliases: [alias('boss@gw.test', 'u1@local.test')] },
      local([1]),
    ],
    [
      'a disabled account',
      'u1@local.test',
      { accounts: [accountRecord(1, 'u1@local.test', { enabled: false })] },
      unknown(),
    ],
    [
      'a disabled account, not caught by a wildcard alias',
      'u1@local.test',
      {
        accounts: [accountRecord(1, 'u1@local.test', { enabled: false }), accountRecord(2, 'u2@local.test')],
        aliases: [alias('*@local.test', 'u2@local.test')],
      },
      unknown(),
    ],
    [
      'a disabled account whose address an alias took over',
      'u1@local.test',
      {
        accounts: [accountRecord(1, 'u1@local.test', { enabled: false }), accountRecord(2, 'u2@local.test')],
        aliases: [alias('u1@local.test', 'u2@local.test')],
      },
      local([2]),
    ],
    ['a postmaster nobody was made', 'PostMaster@local.test', {}, local([1])],
    [
      'a postmaster nobody was made, at the second domain, to its own first account',
      'postmaster@two.test',
      {
        domains: [
          { name: 'local.test', subaddressSeparator: '+' },
          { name: 'two.test', subaddressSeparator: '+' },
        ],
        accounts: [accountRecord(1, 'u1@local.test'), accountRecord(3, 'x@two.test')],
      },
      local([3]),
    ],
    [
      'a postmaster who is an alias',
      'postmaster@local.test',
      { aliases: [alias('postmaster@local.test', 'u2@local.test')] },
      local([2]),
    ],
    [
      'a postmaster whose account is disabled',
      'postmaster@local.test',
      {
        accounts: [
          accountRecord(1, 'postmaster@local.test', { enabled: false }),
          accountRecord(2, 'u2@local.test'),
        ],
      },
      local([2]),
    ],
    ['a postmaster where there is no account', 'postmaster@local.test', { accounts: [] }, unknown()],
    ['a postmaster elsewhere', 'postmaster@ext.test', {}, { kind: 'remote' }],
  ])('%s', (_why, text, change, expected) => {
    expect(viewOf(change).destination(address(text))).toEqual(expected);
  });
});

describe('a directory view', () => {
  test('finds an account by its address and by sub-addresses, disabled or not, without its secret', () => {
    const u1 = accountRecord(1, 'u1@local.test', { enabled: false, passwordHash: 'secret' });
    const { id, displayName, enabled, sendAs, limits, frozen } = u1;
    const expected = { id, address: u1.address, displayName, enabled, sendAs, limits, frozen };
    const view = viewOf({ accounts: [u1] });
    expect(view.findAccount(address('U1@local.test'))).toEqual(expected);
    expect(view.findAccount(address('u1+a+b@local.test'))).toEqual(expected);
    expect(view.findAccount(address('u2@local.test'))).toBeNull();
  });

  test.each([
    ['an account', 'u1@local.test', true],
    ['a disabled account', 'off@local.test', true],
    ['a sub-address of an account', 'u1+x@local.test', true],
    ['an exact alias of an account', 'sales@local.test', true],
    ['an alias whose members may not send as it', 'news@local.test', true],
    ['an alias that leads elsewhere only', 'out@local.test', false],
    ['what a wildcard alias alone catches', 'info@local.test', false],
    ['what somebody may send as', 'press@local.test', false],
  ])('knows whether an address exists: %s', (_what, text, exists) => {
    const view = viewOf({
      accounts: [
        accountRecord(1, 'u1@local.test', { sendAs: ['press@local.test'] }),
        accountRecord(2, 'off@local.test', { enabled: false }),
      ],
      aliases: [
        alias('sales@local.test', 'u1@local.test'),
        { ...alias('news@local.test', 'u1@local.test'), membersMaySendAs: false },
        alias('out@local.test', 'joe@ext.test'),
        alias('*@local.test', 'u1@local.test'),
      ],
    });
    expect(view.addressExists(address(text))).toBe(exists);
  });

  test('does not take an alias for an account', () => {
    const view = viewOf({ aliases: [alias('sales@local.test', 'u1@local.test')] });
    expect(view.findAccount(address('sales@local.test'))).toBeNull();
  });

  test('tells domains apart', () => {
    const view = viewOf();
    expect(['local.test', 'gw.test', 'ext.test'].map((domain) => view.domainKind(domain))).toEqual([
      'local',
      'gateway',
      'remote',
    ]);
    expect([view.gateway('gw.test'), view.gateway('local.test')]).toEqual([GATEWAY, null]);
    expect([view.firstLocalDomain, viewOf({ domains: [] }).firstLocalDomain]).toEqual(['local.test', null]);
    expect([view.subaddressSeparator('local.test'), view.subaddressSeparator('gw.test')]).toEqual(['+', '']);
  });

  test('names the range that holds a client, list by list', () => {
    const view = viewOf({
      localIps: ['10.0.0.0/8'],
      trustedIps: [{ range: '10.1.0.0/16', comment: 'scanners' }],
      allowList: [{ range: '2001:db8::/32', comment: '' }],
    });
    const rangesOf = (ip: string) => [view.localRange(ip), view.trustedRange(ip), view.allowListRange(ip)];
    expect(rangesOf('10.1.2.3')).toEqual(['10.0.0.0/8', '10.1.0.0/16', null]);
    expect(rangesOf('2001:db8::5')).toEqual([null, null, '2001:db8::/32']);
    expect(rangesOf('192.0.2.1')).toEqual([null, null, null]);
  });

  test('carries its revision', () => {
    expect(viewOf().revision).toBe(7);
  });
});
