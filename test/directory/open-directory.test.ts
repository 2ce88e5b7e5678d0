import { describe, expect, test, vi } from 'vitest';
import type { ChangedData } from '../../server/contract/events.ts';
import { ApiError, type ApiFailure } from '../../server/contract/problem.ts';
import type { DirectoryChange } from '../../server/directory/directory-change.ts';
import { openDirectory } from '../../server/directory/open-directory.ts';
import { createPasswords } from '../../server/directory/passwords.ts';
import { directoryMigrations } from '../../server/directory/schema.ts';
import { address, gateway } from '../helpers/directory-lists.ts';
import { openMemoryDatabase } from '../helpers/memory-database.ts';
import { quickHasher } from '../helpers/quick-hasher.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const NOW = 1_700_000_000_000;
const U2 = {
  sendAs: ['u1@local.test', '*@shop.test'],
  limits: { messagesPerDay: 50, newRecipientsPerDay: null },
};
const SETUP: DirectoryChange = {
  domains: [{ name: 'local.test', subaddressSeparator: '+' }],
  accounts: [
    { address: 'u1@local.test', password: 'secret-1', displayName: 'U One' },
    { address: 'u2@local.test', password: 'secret-2', ...U2 },
  ],
  aliases: [{ pattern: 'sales@local.test', targets: ['u1@local.test'], membersMaySendAs: true }],
  gateways: [
    gateway('gw.test', {
      sendersMustAuth: 'report',
      sendingAccounts: ['u1@local.test'],
      tls: 'required',
      recipientCheck: 'list',
      recipients: ['info@gw.test', 'sales-*@gw.test'],
      delivery: 'etrn',
      etrnAccounts: ['u1@local.test'],
      retryHours: 48,
    }),
  ],
  whiteList: [{ pattern: 'bulk@local.test', comment: 'newsletter tool', owner: '', expiresAt: null }],
  localIps: ['127.0.1.0/24'],
  trustedIps: [{ range: '127.0.2.0/24', comment: 'scanners' }],
  allowList: [{ range: '192.0.2.0/24', comment: '' }],
};

async function open() {
  const database = openMemoryDatabase(directoryMigrations);
  const clock = turnedClock(NOW);
  const hasher = quickHasher();
  const start = async () =>
    openDirectory({
      database,
      clock,
      passwords: await createPasswords(hasher, clock),
      localIpDefaults: ['127.0.0.0/8'],
      reportError: (step, cause) => {
        throw new Error(step, { cause });
      },
    });
  const directory = await start();
  const changes: (readonly ChangedData[])[] = [];
  directory.onChange((what) => changes.push(what));
  return { directory, lists: directory.lists, changes, database, clock, hasher, restart: start };
}

async function openSetUp() {
  const opened = await open();
  await opened.lists.replace(SETUP);
  opened.changes.length = 0;
  return opened;
}

async function failureOf(change: Promise<void>): Promise<ApiFailure> {
  try {
    await change;
  } catch (cause) {
    if (cause instanceof ApiError) return cause.failure;
    throw cause;
  }
  throw new Error('the change was made');
}

describe('a new directory', () => {
  test('starts with the default Local IPs, and asks for them only once', async () => {
    const { directory, lists, restart } = await open();
    expect([lists.localIps.list(), directory.view().revision]).toEqual([['127.0.0.0/8'], 1]);
    await lists.localIps.set([]);
    expect((await restart()).lists.localIps.list()).toEqual([]);
  });
});

describe('a setup document', () => {
  test('is one change of every list it gives', async () => {
    const { directory, lists, changes } = await open();
    await lists.replace(SETUP);
    const all = ['domains', 'accounts', 'aliases', 'gateways', 'whiteList', 'networks', 'screen'];
    expect([changes, directory.view().revision]).toEqual([[all], 2]);
  });

  test('comes back from storage as it was given', async () => {
    const { lists, restart } = await openSetUp();
    const later = await restart();
    expect(later.lists.exportLists()).toEqual(lists.exportLists());
    expect(later.view().revision).toBe(2);
    expect(later.lists.exportLists()).toMatchObject({ ...SETUP, accounts: [{ displayName: 'U One' }, U2] });
  });

  test('never holds a password when it is exported', async () => {
    const { lists } = await openSetUp();
    expect(JSON.stringify(lists.exportLists())).not.toContain('secret-');
  });

  test('that an export made changes nothing', async () => {
    const { directory, lists, changes } = await openSetUp();
    await lists.replace(lists.exportLists());
    expect([changes, directory.view().revision]).toEqual([[], 2]);
  });

  test('disables the accounts that it omits, and gives them back under their own id', async () => {
    const { directory, lists } = await openSetUp();
    await lists.replace({ accounts: [{ address: 'u3@local.test' }] });
    expect(lists.accounts.list().map(({ id, address, enabled }) => [id, address, enabled])).toEqual([
      [1, 'u1@local.test', false],
      [2, 'u2@local.test', false],
      [3, 'u3@local.test', true],
    ]);
    await lists.replace({ accounts: [{ address: 'U1@local.test' }] });
    expect(await directory.signIn('u1@local.test', 'secret-1')).toMatchObject({
      kind: 'signed-in',
      account: { id: 1 },
    });
  });

  test('keeps what it does not give', async () => {
    const { lists } = await openSetUp();
    await lists.replace({ trustedIps: [] });
    expect(lists.exportLists()).toMatchObject({ aliases: SETUP.aliases, trustedIps: [] });
  });

  test('that does not fit together says where, and nothing of it is done', async () => {
    const { directory, lists } = await openSetUp();
    const before = lists.exportLists();
    const change: DirectoryChange = {
      ...SETUP,
      accounts: [
        { address: 'u1@local.test' },
        { address: 'U1@LOCAL.test' },
        { address: 'joe@ext.test', passwordHash: '$argon2id$broken' },
      ],
      aliases: [{ pattern: 'u1@local.test', targets: ['joe@ext.test'], membersMaySendAs: true }],
      gateways: [gateway('local.test', { etrnAccounts: ['u1@local.test', 'sales@local.test'] })],
    };
    const problems = [
      { path: 'accounts[1].address', reason: 'u1@local.test is on the list already' },
      { path: 'gateways[0].domain', reason: 'local.test is a local domain, and cannot be a gateway too' },
      {
        path: 'accounts[2].address',
        reason: 'joe@ext.test is an account, so ext.test must be a local domain',
      },
      {
        path: 'accounts[2].passwordHash',
        reason: 'is not an argon2id or scrypt hash that can be checked here',
      },
      { path: 'aliases[0].pattern', reason: 'u1@local.test is the address of an account' },
      { path: 'gateways[0].etrnAccounts[1]', reason: 'sales@local.test is no account' },
    ];
    expect(lists.check(change)).toEqual(problems);
    expect(await failureOf(lists.replace(change))).toEqual({
      kind: 'conflict',
      message: 'u1@local.test is on the list already',
      problems,
    });
    expect([lists.exportLists(), directory.view().revision]).toEqual([before, 2]);
  });

  test('that storage does not take changes nothing, and the next one is taken', async () => {
    const { directory, lists, database, changes } = await openSetUp();
    const before = lists.exportLists();
    database.failNextTransaction();
    await expect(lists.replace({ domains: [], accounts: [], aliases: [] })).rejects.toThrow(/made to fail/);
    expect([lists.exportLists(), changes, directory.view().revision]).toEqual([before, [], 2]);
    await lists.replace({ aliases: [] });
    expect([lists.aliases.list(), directory.view().revision]).toEqual([[], 3]);
  });
});

describe('a white list entry', () => {
  test('keeps its age and that it was kept, through changes and a restart, and exports neither', async () => {
    const { lists, clock, restart } = await openSetUp();
    clock.advanceMinutes(1);
    await lists.whiteList.keep(['BULK@local.test', 'gone@local.test']);
    clock.advanceMinutes(1);
    await lists.whiteList.save(
      { pattern: 'bulk@local.test', comment: 'newsletter', owner: 'Eva', expiresAt: 9 },
      'bulk@local.test',
    );
    const entry = { pattern: 'bulk@local.test', comment: 'newsletter', owner: 'Eva', expiresAt: 9 };
    const later = await restart();
    expect(later.lists.whiteList.list()).toEqual([
      { ...entry, createdAt: NOW, keptAt: NOW + 60_000, hits: 0, lastUsedAt: null },
    ]);
    expect(later.lists.exportLists().whiteList).toEqual([entry]);
  });
});

describe('an entry', () => {
  test('that is saved is in force at once and tells that its list has changed', async () => {
    const { directory, lists, changes } = await openSetUp();
    const before = directory.view();
    await lists.aliases.save(
      { pattern: 'info@local.test', targets: ['u2@local.test'], membersMaySendAs: true },
      null,
    );
    expect(directory.view().destination(address('info@local.test'))).toMatchObject({ accountIds: [2] });
    expect(before.destination(address('info@local.test'))).toEqual({ kind: 'unknown', unheldTargets: [] });
    expect(changes).toEqual([['aliases']]);
  });

  test('takes the place of the one it replaces', async () => {
    const { lists, restart } = await openSetUp();
    await lists.domains.save({ name: 'two.test', subaddressSeparator: '-' }, null);
    await lists.domains.save({ name: 'local.test', subaddressSeparator: '' }, 'LOCAL.test');
    const expected = [
      { name: 'local.test', subaddressSeparator: '' },
      { name: 'two.test', subaddressSeparator: '-' },
    ];
    expect([lists.domains.list(), (await restart()).lists.domains.list()]).toEqual([expected, expected]);
  });

  test('that is removed is gone, after a restart too', async () => {
    const { lists, restart } = await openSetUp();
    await lists.trustedIps.remove('127.0.2.0/24');
    await lists.allowList.remove('192.0.2.0/24');
    await lists.gateways.remove('gw.test');
    await lists.whiteList.remove('BULK@local.test');
    expect((await restart()).lists.exportLists()).toMatchObject({
      trustedIps: [],
      allowList: [],
      gateways: [],
      whiteList: [],
      localIps: ['127.0.1.0/24'],
    });
  });

  test.each<[string, (lists: Awaited<ReturnType<typeof openSetUp>>['lists']) => Promise<void>, string]>([
    [
      'an account in a domain that is not local',
      ({ accounts }) => accounts.save({ address: 'joe@ext.test' }, null),
      'joe@ext.test is an account, so ext.test must be a local domain',
    ],
    [
      'an account that is there already',
      ({ accounts }) => accounts.save({ address: 'u1@local.test' }, null),
      'u1@local.test is on the list already',
    ],
    [
      'an account with the address of an alias',
      ({ accounts }) => accounts.save({ address: 'sales@local.test' }, null),
      'sales@local.test is the address of an account',
    ],
    [
      'a domain that still has accounts',
      ({ domains }) => domains.remove('local.test'),
      'u1@local.test is an account, so local.test must be a local domain',
    ],
    [
      'a domain that is a gateway',
      ({ domains }) => domains.save({ name: 'gw.test', subaddressSeparator: '+' }, null),
      'gw.test is a local domain, and cannot be a gateway too',
    ],
    [
      'an alias that is no address',
      ({ aliases }) =>
        aliases.save({ pattern: 'sales', targets: ['u1@local.test'], membersMaySendAs: true }, null),
      'sales is neither an address nor has it a wildcard',
    ],
    [
      'a second spelling of a white list entry',
      ({ whiteList }) =>
        whiteList.save({ pattern: '"bulk"@LOCAL.test', comment: '', owner: '', expiresAt: null }, null),
      'bulk@local.test is on the list already',
    ],
  ])('is refused: %s', async (_why, change, message) => {
    const { lists } = await openSetUp();
    expect(await failureOf(change(lists))).toMatchObject({ kind: 'conflict', message });
  });

  test.each<[string, (lists: Awaited<ReturnType<typeof openSetUp>>['lists']) => Promise<void>]>([
    ['an account', ({ accounts }) => accounts.remove('nobody@local.test')],
    ['a network', ({ trustedIps }) => trustedIps.remove('10.0.0.0/8')],
    [
      'the entry to replace',
      ({ domains }) => domains.save({ name: 'x.test', subaddressSeparator: '' }, 'y.test'),
    ],
  ])('that is not there is not found: %s', async (_why, change) => {
    const { lists } = await openSetUp();
    expect(await failureOf(change(lists))).toMatchObject({ kind: 'not-found' });
  });

  test('saved at the same time as another one is not lost', async () => {
    const { lists } = await openSetUp();
    await Promise.all(
      ['10.0.0.0/8', '10.0.0.1', '10.0.0.2'].map((range) =>
        lists.trustedIps.save({ range, comment: '' }, null),
      ),
    );
    expect(lists.trustedIps.list()).toHaveLength(4);
  });
});

describe('an account', () => {
  test('that is renamed keeps its id and password, and whatever names it follows', async () => {
    const { directory, lists } = await openSetUp();
    await lists.accounts.save({ address: 'one@local.test' }, 'u1@local.test');
    expect(await directory.signIn('one@local.test', 'secret-1')).toEqual({
      kind: 'signed-in',
      account: {
        id: 1,
        address: address('one@local.test'),
        displayName: 'U One',
        enabled: true,
        sendAs: [],
        limits: {},
        frozen: null,
      },
    });
    expect(lists.accounts.list()[1]).toMatchObject({ sendAs: ['one@local.test', '*@shop.test'] });
    expect(lists.aliases.list()).toMatchObject([{ targets: ['one@local.test'] }]);
    expect(lists.gateways.list()).toMatchObject([
      { sendingAccounts: ['one@local.test'], etrnAccounts: ['one@local.test'] },
    ]);
  });

  test('keeps what a change of it does not give', async () => {
    const { lists, restart } = await openSetUp();
    await lists.accounts.save({ address: 'u2@local.test', displayName: 'U Two' }, 'u2@local.test');
    expect(lists.accounts.list()[1]).toMatchObject({ displayName: 'U Two', ...U2 });
    await lists.accounts.save({ address: 'u2@local.test', sendAs: [], limits: {} }, 'u2@local.test');
    expect((await restart()).lists.accounts.list()[1]).toMatchObject({
      displayName: 'U Two',
      sendAs: [],
      limits: {},
    });
  });

  test('that is removed is disabled and has no password', async () => {
    const { directory, lists } = await openSetUp();
    await lists.accounts.remove('u1@local.test');
    expect(lists.accounts.list()[0]).toEqual({
      id: 1,
      address: 'u1@local.test',
      displayName: 'U One',
      enabled: false,
      sendAs: [],
      limits: {},
      frozen: null,
      hasPassword: false,
      lastSignInAt: null,
    });
    expect(directory.view().destination(address('u1@local.test'))).toEqual({
      kind: 'unknown',
      unheldTargets: [],
    });
  });
});

describe('a frozen account', () => {
  const frozen = { since: NOW, reason: '3 messages within an hour; the limit is 2' };

  test('keeps the reason that froze it first, signs in, and stays frozen after a restart and an import', async () => {
    const { directory, lists, changes, clock, restart } = await openSetUp();
    await lists.accounts.freeze(1, frozen.reason);
    clock.advanceMinutes(1);
    await lists.accounts.freeze(1, 'another reason');
    expect(changes).toEqual([['accounts']]);
    expect(directory.view().findAccount(address('u1@local.test'))?.frozen).toEqual(frozen);
    expect(directory.view().findAccount(address('u2@local.test'))?.frozen).toBeNull();
    expect((await directory.signIn('u1@local.test', 'secret-1')).kind).toBe('signed-in');
    await lists.replace(SETUP);
    const later = await restart();
    expect(later.lists.accounts.list().map((account) => account.frozen)).toEqual([frozen, null]);
  });

  test('sends again once it is let, and a name that is no account is not found', async () => {
    const { directory, lists } = await openSetUp();
    await lists.accounts.freeze(2, frozen.reason);
    expect(await lists.accounts.unfreeze('U2@local.test')).toBe(2);
    expect(directory.view().findAccount(address('u2@local.test'))?.frozen).toBeNull();
    await expect(lists.accounts.unfreeze('u9@local.test')).rejects.toThrow('u9@local.test is no account.');
    const freeze = { since: NOW - 5, reason: 'too many messages' };
    await lists.accounts.freezeAgain('u2@local.test', freeze);
    expect(lists.accountStates().map(({ frozen }) => frozen)).toEqual([null, freeze]);
  });
});

describe('use', () => {
  test('of a white list entry is counted, kept, and forgotten with the entry', async () => {
    const { directory, lists, restart } = await openSetUp();
    const bulk = { ...SETUP.whiteList?.[0], createdAt: NOW, keptAt: null };
    directory.noteWhiteListUse('bulk@local.test', NOW + 1);
    directory.noteWhiteListUse('bulk@local.test', NOW + 2);
    directory.noteWhiteListUse('gone@local.test', NOW + 3);
    const used = [{ ...bulk, hits: 2, lastUsedAt: NOW + 2 }];
    expect(lists.whiteList.list()).toEqual(used);
    await directory.dispose();
    expect((await restart()).lists.whiteList.list()).toEqual(used);
    await lists.whiteList.remove('bulk@local.test');
    await lists.whiteList.save({ pattern: 'bulk@local.test', comment: '', owner: '', expiresAt: null }, null);
    expect((await restart()).lists.whiteList.list()).toMatchObject([{ hits: 0, lastUsedAt: null }]);
  });

  test('of an account is its last sign-in, and outlives a restart', async () => {
    const { directory, clock, restart } = await openSetUp();
    await directory.signIn('u1@local.test', 'secret-1');
    clock.advanceMinutes(1);
    await directory.signIn('u1@local.test', 'secret-1');
    await directory.dispose();
    expect((await restart()).lists.accounts.list().map(({ lastSignInAt }) => lastSignInAt)).toEqual([
      NOW + 60_000,
      null,
    ]);
  });

  test('of an account whose hash is not as this version makes it has the password hashed anew', async () => {
    const { directory, hasher } = await openSetUp();
    vi.spyOn(hasher, 'isCurrent').mockReturnValue(false);
    const hash = vi.spyOn(hasher, 'hash');
    await directory.signIn('u1@local.test', 'secret-1');
    await directory.signIn('u2@local.test', 'wrong');
    await directory.dispose();
    expect(hash.mock.calls).toEqual([['secret-1']]);
  });
});
