import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type GatepostServer } from '../../server/app.ts';
import { RECORDED_CALLS, type RecordedCall } from '../../server/console/recorded-calls.ts';
import { CALL_ARGUMENTS, type CallName, type CallResult } from '../../server/contract/api.ts';
import type { ChangeRecord } from '../../server/contract/audit.ts';
import { gateway } from '../helpers/directory-lists.ts';
import { confSettingsFile } from '../../server/settings/conf-settings-file.ts';

const SETUP = {
  hostname: 'mail.local.test',
  listeners: [{ name: 'smtp', kind: 'smtp', host: '127.0.0.1', port: 0, tls: 'starttls' }],
  localIps: ['127.0.1.0/24'],
  trustedIps: [{ range: '127.0.2.0/24', comment: 'scanners' }],
  whiteList: [{ pattern: 'bulk@local.test', comment: 'newsletter tool' }],
  domains: [{ name: 'local.test' }],
  accounts: [
    { address: 'u1@local.test', password: 'secret-one', displayName: 'U One' },
    { address: 'u2@local.test', password: 'secret-two' },
    { address: 'nobody@local.test' },
  ],
  aliases: [{ pattern: 'sales@local.test', targets: ['u2@local.test'] }],
  gateways: [gateway('gw.test')],
};

let folder = '';
let server: GatepostServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatepost-audit-'));
  server = await start(SETUP);
});
afterAll(async () => {
  await server.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function start(setup?: unknown): Promise<GatepostServer> {
  return startServer({
    dataFolder: folder,
    openSettingsFile: confSettingsFile,
    version: '0.0.0',
    clock: Date.now,
    log: () => undefined,
    setup,
  });
}

async function call<N extends CallName>(name: N, ...args: readonly unknown[]): Promise<CallResult<N>> {
  const outcome = await server.call(name, args, 'Eva on this computer');
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value as CallResult<N>; // the answer to this very call
}

async function changes(query: object = {}): Promise<readonly ChangeRecord[]> {
  return (await call('audit.list', query)).changes;
}

async function newest(): Promise<ChangeRecord> {
  const [record] = await changes({ limit: 1 });
  if (!record) throw new Error('nothing was recorded');
  return record;
}

const told = ({ summary, subject, fields }: ChangeRecord) => ({
  summary,
  subject,
  fields: fields.map(({ path, before, after }) => `${path}: ${String(before)} -> ${String(after)}`),
});

interface Scenario {
  readonly call: RecordedCall;
  readonly args: readonly unknown[];
  readonly summary: string;
  readonly subject: string;
  readonly fields: readonly string[];
}

/** Each is undone at once, so that the next one finds what the first one found. */
const SCENARIOS: readonly Scenario[] = [
  {
    call: 'options.set',
    args: ['localIpMustAuth', { mode: 'report' }],
    summary: '“Authentication is always required when mail is sent from local IPs” is now report only',
    subject: 'localIpMustAuth',
    fields: ['options.localIpMustAuth.mode: enforce -> report'],
  },
  {
    call: 'options.set',
    args: ['localSenderMustAuth', { unlessTrustedIp: true }],
    summary: '“...unless message is from a Trusted IP” is now on',
    subject: 'localSenderMustAuth',
    fields: ['options.localSenderMustAuth.unlessTrustedIp: false -> true'],
  },
  {
    call: 'options.set',
    args: ['trustedIpsMayRelay', true],
    summary: '“Trusted IPs may relay” is now on',
    subject: 'trustedIpsMayRelay',
    fields: ['options.trustedIpsMayRelay: false -> true'],
  },
  {
    call: 'settings.set',
    args: [{ hostname: 'mx.local.test' }],
    summary: 'Host name is now mx.local.test',
    subject: 'hostname',
    fields: ['hostname: mail.local.test -> mx.local.test'],
  },
  {
    call: 'settings.set',
    args: [
      {
        domainSharing: { hosts: [{ host: '127.0.0.1', port: 2700, login: login() }] },
        limits: { recipients: 200 },
      },
    ],
    summary: 'Settings changed: Domain Sharing, limits',
    subject: 'settings',
    fields: [
      'domainSharing.hosts[127.0.0.1].host: null -> 127.0.0.1',
      'domainSharing.hosts[127.0.0.1].port: null -> 2700',
      'domainSharing.hosts[127.0.0.1].tls: null -> opportunistic',
      'domainSharing.hosts[127.0.0.1].login: null -> (hidden)',
      'limits.recipients: 1000 -> 200',
    ],
  },
  {
    call: 'whiteList.save',
    args: [{ pattern: 'scan@local.test', owner: 'Eva', expiresAt: Date.UTC(2030, 0, 15, 12) }, null],
    summary: 'White list: scan@local.test added until 15 January 2030',
    subject: 'scan@local.test',
    fields: [
      'whiteList[scan@local.test].pattern: null -> scan@local.test',
      'whiteList[scan@local.test].owner: null -> Eva',
      `whiteList[scan@local.test].expiresAt: null -> ${String(Date.UTC(2030, 0, 15, 12))}`,
    ],
  },
  {
    call: 'whiteList.save',
    args: [{ pattern: 'bulk@local.test', comment: 'newsletter', owner: 'Tom' }, 'bulk@local.test'],
    summary: 'White list: bulk@local.test changed',
    subject: 'bulk@local.test',
    fields: [
      'whiteList[bulk@local.test].comment: newsletter tool -> newsletter',
      'whiteList[bulk@local.test].owner:  -> Tom',
    ],
  },
  {
    call: 'whiteList.save',
    args: [{ pattern: 'news@local.test', comment: 'newsletter tool' }, 'bulk@local.test'],
    summary: 'White list: bulk@local.test is now news@local.test',
    subject: 'news@local.test',
    fields: [
      'whiteList[bulk@local.test].pattern: bulk@local.test -> null',
      'whiteList[bulk@local.test].comment: newsletter tool -> null',
      'whiteList[news@local.test].pattern: null -> news@local.test',
      'whiteList[news@local.test].comment: null -> newsletter tool',
    ],
  },
  {
    call: 'whiteList.remove',
    args: ['BULK@local.test'],
    summary: 'White list: bulk@local.test removed',
    subject: 'bulk@local.test',
    fields: [
      'whiteList[bulk@local.test].pattern: bulk@local.test -> null',
      'whiteList[bulk@local.test].comment: newsletter tool -> null',
    ],
  },
  {
    call: 'networks.setLocal',
    args: [['127.0.1.0/24', '127.0.5.0/24']],
    summary: 'Local IPs: 127.0.5.0/24 added',
    subject: '127.0.5.0/24',
    fields: ['localIps[127.0.5.0/24]: null -> 127.0.5.0/24'],
  },
  {
    call: 'networks.saveTrusted',
    args: [{ range: '127.0.6.0/24', comment: '' }, null],
    summary: 'Trusted IPs: 127.0.6.0/24 added',
    subject: '127.0.6.0/24',
    fields: ['trustedIps[127.0.6.0/24].range: null -> 127.0.6.0/24'],
  },
  {
    call: 'networks.removeTrusted',
    args: ['127.0.2.0/24'],
    summary: 'Trusted IPs: 127.0.2.0/24 removed',
    subject: '127.0.2.0/24',
    fields: [
      'trustedIps[127.0.2.0/24].range: 127.0.2.0/24 -> null',
      'trustedIps[127.0.2.0/24].comment: scanners -> null',
    ],
  },
  {
    call: 'screen.allow',
    args: [{ range: '192.0.2.0/24', comment: 'branch' }],
    summary: 'Allow list: 192.0.2.0/24 added',
    subject: '192.0.2.0/24',
    fields: [
      'dynamicScreen.allowList[192.0.2.0/24].range: null -> 192.0.2.0/24',
      'dynamicScreen.allowList[192.0.2.0/24].comment: null -> branch',
    ],
  },
  {
    call: 'domains.save',
    args: [{ name: 'local.test', subaddressSeparator: '-' }, 'local.test'],
    summary: 'Domain: local.test changed',
    subject: 'local.test',
    fields: ['domains[local.test].subaddressSeparator: + -> -'],
  },
  {
    call: 'aliases.save',
    args: [{ pattern: 'sales@local.test', targets: ['u1@local.test', 'u2@local.test'] }, 'sales@local.test'],
    summary: 'Alias: sales@local.test changed',
    subject: 'sales@local.test',
    fields: ['aliases[sales@local.test].targets[u1@local.test]: null -> u1@local.test'],
  },
  {
    call: 'aliases.remove',
    args: ['sales@local.test'],
    summary: 'Alias: sales@local.test removed',
    subject: 'sales@local.test',
    fields: [
      'aliases[sales@local.test].pattern: sales@local.test -> null',
      'aliases[sales@local.test].targets: u2@local.test -> null',
      'aliases[sales@local.test].membersMaySendAs: true -> null',
    ],
  },
  {
    call: 'gateways.save',
    args: [gateway('gw.test', { sendersMustAuth: false }), 'gw.test'],
    summary: 'Gateway: gw.test changed',
    subject: 'gw.test',
    fields: ['gateways[gw.test].sendersMustAuth: true -> false'],
  },
  {
    call: 'accounts.save',
    args: [{ address: 'u1@local.test', displayName: 'Ulla', limits: { messagesPerDay: 9 } }, 'u1@local.test'],
    summary: 'Account u1@local.test changed',
    subject: 'u1@local.test',
    fields: [
      'accounts[u1@local.test].displayName: U One -> Ulla',
      'accounts[u1@local.test].limits.messagesPerDay: null -> 9',
    ],
  },
  {
    call: 'accounts.save',
    args: [{ address: 'ulla@local.test' }, 'u1@local.test'],
    summary: 'Account u1@local.test is now ulla@local.test',
    subject: 'ulla@local.test',
    fields: ['accounts[ulla@local.test].address: u1@local.test -> ulla@local.test'],
  },
  {
    call: 'accounts.remove',
    args: ['nobody@local.test'],
    summary: 'Account nobody@local.test disabled',
    subject: 'nobody@local.test',
    fields: ['accounts[nobody@local.test].enabled: true -> false'],
  },
  {
    call: 'setup.apply',
    args: [{ options: { roleAddressMustAuth: { mode: 'off' } }, trustedIps: [], whiteList: [] }],
    summary: 'Setup document applied: 3 changes',
    subject: 'setup',
    fields: [
      'options.roleAddressMustAuth.mode: enforce -> off',
      'whiteList[bulk@local.test]: {"pattern":"bulk@local.test","comment":"newsletter tool","owner":"","expiresAt":null} -> null',
      'trustedIps[127.0.2.0/24]: {"range":"127.0.2.0/24","comment":"scanners"} -> null',
    ],
  },
  {
    call: 'dkim.create',
    args: ['local.test', 'a', 'ed25519'],
    summary: 'DKIM key a of local.test made',
    subject: 'a._domainkey.local.test',
    fields: [
      'dkim[a._domainkey.local.test].name: null -> a._domainkey.local.test',
      'dkim[a._domainkey.local.test].algorithm: null -> ed25519',
      'dkim[a._domainkey.local.test].active: null -> false',
    ],
  },
];

function login() {
  return { user: 'peer', password: 'peer-secret' };
}

/** Everything that a scenario could have changed. */
async function everything() {
  return {
    setup: await call('setup.export'),
    screen: await call('screen.list'),
    dkim: await call('dkim.list'),
  };
}

describe('each change', () => {
  test.each(SCENARIOS.map((scenario) => [scenario.summary, scenario] as const))(
    'is recorded and taken back exactly: %s',
    async (_summary, { call: name, args, ...expected }) => {
      const before = await everything();
      await call(name, ...args);
      const record = await newest();
      expect(told(record)).toEqual(expected);
      expect([record.by, record.kind, record.undo]).toEqual([
        'Eva on this computer',
        RECORDED_CALLS[name].kind,
        { possible: true },
      ]);
      const saved = await call('audit.undo', record.id);
      const undone = await newest();
      expect([undone.id, undone.undoes, undone.summary]).toEqual([
        saved.change,
        record.id,
        `Undone: ${record.summary}`,
      ]);
      expect((await changes({ before: undone.id, limit: 1 }))[0]).toMatchObject({
        undoneBy: undone.id,
        undo: { possible: false, because: 'It has been undone already.' },
      });
      expect(await everything()).toEqual(before);
    },
  );
});

/** A change that another step of the same test has made possible, told by hand below. */
const TOLD_BELOW: readonly RecordedCall[] = [
  'accounts.unfreeze',
  'screen.block',
  'screen.unblock',
  'screen.disallow',
  'domains.remove',
  'gateways.remove',
  'dkim.activate',
  'dkim.remove',
];

/** What every other call does: it reads, or what it does is no change of the installation. */
const NOT_RECORDED: Readonly<Partial<Record<CallName, string>>> = {
  'whiteList.keep': 'a reminder is put off',
  'queue.retry': 'mail under way',
  'queue.hold': 'mail under way',
  'queue.release': 'mail under way',
  'queue.remove': 'mail under way',
  'queue.bounce': 'mail under way',
  'domainSharing.flush': 'forgets answers, which are asked for again',
  'notices.dismiss': 'what was read',
  'notices.test': 'shows a notice',
  'sessions.disconnect': 'a session under way',
  'server.pause': 'ends by itself, and is seen on every page',
  'server.resume': 'the same',
  'firstRun.finish': 'that the wizard was seen; what it sets, it sets by the other calls',
  'health.testRelay': 'asks the own listener',
  'test.message': 'a message of the administrator’s own',
  'test.attempt': 'a refused attempt of the administrator’s own',
  'audit.explain': 'stands on the record itself',
  'audit.undo': 'is recorded as a change of its own; see above',
};
const READS =
  /\.(get|list|export|preview|check|test|usage|status|activity|tail|search|session|stats|judge|probe)$/;

test('every call of the API is recorded, or it is said why not', () => {
  const scenarios = new Set<string>([...SCENARIOS.map(({ call: name }) => name), ...TOLD_BELOW]);
  const names = Object.keys(CALL_ARGUMENTS) as readonly CallName[]; // Object.keys widens to string[]
  expect([...scenarios].toSorted()).toEqual(Object.keys(RECORDED_CALLS).toSorted());
  expect(
    names.filter((name) => !scenarios.has(name) && !(name in NOT_RECORDED) && !READS.test(name)),
  ).toEqual([]);
});

describe('the Dynamic Screen', () => {
  test('a block is lifted by its undo, and comes back as it was by the undo of that', async () => {
    await call('screen.block', '198.51.100.7', null, 'guessing');
    const [blocked] = (await call('screen.list')).blocked;
    const made = await newest();
    expect(told(made).summary).toBe('Dynamic Screen: 198.51.100.7 blocked');
    const undone = await call('audit.undo', made.id);
    expect((await call('screen.list')).blocked).toEqual([]);
    await call('audit.undo', undone.change);
    expect([(await call('screen.list')).blocked, (await newest()).summary]).toEqual([
      [blocked],
      'Made again: Dynamic Screen: 198.51.100.7 blocked',
    ]);
    await call('screen.unblock', '198.51.100.7');
    await call('audit.undo', (await newest()).id);
    expect((await call('screen.list')).blocked).toEqual([blocked]);
    await call('screen.unblock', '198.51.100.7');
  });

  test('a range that is blocked again no longer is recorded and brought back', async () => {
    await call('screen.allow', { range: '203.0.113.0/24' });
    await call('screen.disallow', '203.0.113.0/24');
    expect((await newest()).summary).toBe('Allow list: 203.0.113.0/24 removed');
    await call('audit.undo', (await newest()).id);
    expect((await call('screen.list')).allowList).toEqual([{ range: '203.0.113.0/24', comment: '' }]);
    await call('screen.disallow', '203.0.113.0/24');
  });
});

describe('an undo', () => {
  test('of an undo makes the change again, and so on', async () => {
    await call('options.set', 'localIpMustAuth', { mode: 'off' });
    const made = await newest();
    const undone = await call('audit.undo', made.id);
    const again = await call('audit.undo', undone.change);
    expect((await call('options.get')).localIpMustAuth.mode).toBe('off');
    await call('audit.undo', again.change);
    expect((await call('options.get')).localIpMustAuth.mode).toBe('enforce');
    expect((await changes({ limit: 4 })).map(({ summary }) => summary)).toEqual([
      `Undone: ${made.summary}`,
      `Made again: ${made.summary}`,
      `Undone: ${made.summary}`,
      made.summary,
    ]);
  });

  test('is refused where the same value was changed again, and not where another one was', async () => {
    await call('options.set', 'localSenderMustAuth', { mode: 'report' });
    const made = await newest();
    await call('options.set', 'localSenderMustAuth', { unlessTrustedIp: true });
    const other = await newest();
    expect((await changes({ subject: 'localSenderMustAuth', limit: 2 })).map(({ undo }) => undo)).toEqual([
      { possible: true },
      { possible: true },
    ]);
    await call('options.set', 'localSenderMustAuth', { mode: 'off' });
    const later = await newest();
    const because =
      '“Authentication is always required when mail is from local accounts” has been changed again since. Undo the later change first, or set it by hand.';
    expect((await changes({ before: made.id + 1, limit: 1 }))[0]?.undo).toEqual({ possible: false, because });
    await expect(call('audit.undo', made.id)).rejects.toThrow(because);
    for (const { id } of [later, made, other]) await call('audit.undo', id);
    expect((await call('options.get')).localSenderMustAuth).toMatchObject({
      mode: 'enforce',
      unlessTrustedIp: false,
    });
  });

  test('is refused where the result would not fit together, and then nothing has changed', async () => {
    await call('gateways.remove', 'gw.test');
    const removed = await newest();
    expect(removed.summary).toBe('Gateway: gw.test removed');
    await call('domains.save', { name: 'gw.test' }, null);
    const before = await everything();
    await expect(call('audit.undo', removed.id)).rejects.toThrow(
      'gw.test is a local domain, and cannot be a gateway too',
    );
    expect([await everything(), (await newest()).summary]).toEqual([before, 'Domain: gw.test added']);
    await call('domains.remove', 'gw.test');
    expect((await newest()).summary).toBe('Domain: gw.test removed');
    await call('audit.undo', removed.id);
  });

  test('never brings a password back, and says so', async () => {
    await call('accounts.save', { address: 'u1@local.test', password: 'secret-new' }, 'u1@local.test');
    const record = await newest();
    const because = 'Passwords are never kept, so none can be brought back. Give the account a new one.';
    expect([told(record), record.undo]).toEqual([
      {
        summary: 'Account u1@local.test has a new password',
        subject: 'u1@local.test',
        fields: ['accounts[u1@local.test].passwordHash: (hidden) -> (new, hidden)'],
      },
      { possible: false, because },
    ]);
    await expect(call('audit.undo', record.id)).rejects.toThrow(because);
    await call('accounts.remove', 'u2@local.test');
    expect([(await newest()).summary, (await newest()).undo]).toEqual([
      'Account u2@local.test removed',
      { possible: false, because },
    ]);
  });

  test('of an account that was added disables it, and the undo of that enables it with its password', async () => {
    await call('accounts.save', { address: 'new@local.test', password: 'secret-three' }, null);
    const added = await newest();
    expect(JSON.stringify(await changes())).not.toMatch(/secret|argon2|scrypt/);
    const undone = await call('audit.undo', added.id);
    const state = async () =>
      (await call('accounts.list')).find(({ address }) => address === 'new@local.test');
    expect(await state()).toMatchObject({ enabled: false, hasPassword: true });
    await call('audit.undo', undone.change);
    expect(await state()).toMatchObject({ enabled: true, hasPassword: true });
  });

  test('does not bring a host’s login back, nor a key that was deleted', async () => {
    await call('settings.set', {
      domainSharing: { hosts: [{ host: '127.0.0.1', port: 2700, login: login() }] },
    });
    await call('settings.set', { domainSharing: { hosts: [] } });
    expect((await newest()).undo).toEqual({
      possible: false,
      because: 'Logins of other servers are never kept, so none can be brought back. Enter it again.',
    });
    await call('dkim.create', 'local.test', 'b', 'ed25519');
    await call('dkim.activate', 'local.test', 'b', true);
    const activated = await newest();
    expect(activated.summary).toBe('DKIM key b of local.test signs now');
    await call('audit.undo', activated.id);
    expect((await call('dkim.list')).map(({ active }) => active)).toEqual([false]);
    await call('dkim.remove', 'local.test', 'b');
    expect([(await newest()).summary, (await newest()).undo]).toEqual([
      'DKIM key b of local.test removed',
      { possible: false, because: 'Its private key was deleted for good. Make a new key.' },
    ]);
  });

  test('happens once, where two ask for it at once', async () => {
    await call('options.set', 'localIpMustAuth', { mode: 'report' });
    const made = await newest();
    const outcomes = await Promise.allSettled([call('audit.undo', made.id), call('audit.undo', made.id)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(outcomes[1]).toMatchObject({ reason: { message: 'It has been undone already.' } });
    const [undone, before] = await changes({ limit: 2 });
    expect([undone?.undoes, before?.id]).toEqual([made.id, made.id]);
  });

  test('of a removal is refused where the name is taken again', async () => {
    await call('aliases.save', { pattern: 'info@local.test', targets: ['u1@local.test'] }, null);
    await call('aliases.remove', 'info@local.test');
    const removed = await newest();
    await call('aliases.save', { pattern: 'info@local.test', targets: ['nobody@local.test'] }, null);
    const taken = await newest();
    const because =
      'Alias info@local.test has been changed again since. Undo the later change first, or set it by hand.';
    await expect(call('audit.undo', removed.id)).rejects.toThrow(because);
    expect((await newest()).id).toBe(taken.id);
    await call('aliases.remove', 'info@local.test');
  });

  test('waits for a change under way, and is judged by what that left', async () => {
    await call('options.set', 'localIpMustAuth', { mode: 'report' });
    const made = await newest();
    const [later, undone] = await Promise.allSettled([
      call('options.set', 'localIpMustAuth', { mode: 'off' }),
      call('audit.undo', made.id),
    ]);
    expect([later.status, undone.status]).toEqual(['fulfilled', 'rejected']);
    expect((await call('options.get')).localIpMustAuth.mode).toBe('off');
    await call('options.set', 'localIpMustAuth', { mode: 'enforce' });
  });

  test('of what the history does not hold is refused', async () => {
    await expect(call('audit.undo', 99_999)).rejects.toThrow('does not hold this change');
    await expect(call('audit.explain', 99_999, 'why')).rejects.toThrow('does not hold this change');
  });
});

describe('nothing is recorded', () => {
  test.each<[string, RecordedCall, readonly unknown[]]>([
    ['an option that is set to what it is', 'options.set', ['localIpMustAuth', { mode: 'enforce' }]],
    ['settings that stay', 'settings.set', [{ limits: { recipients: 1000 } }]],
    ['an entry that is saved unchanged', 'domains.save', [{ name: 'local.test' }, 'local.test']],
    [
      'a password given again',
      'accounts.save',
      [{ address: 'new@local.test', password: 'secret-three' }, 'new@local.test'],
    ],
  ])('of %s, and its answer names no change', async (_sentence, name, args) => {
    const before = await newest();
    expect(await call(name, ...args)).toMatchObject({ change: null });
    expect((await newest()).id).toBe(before.id);
  });

  test('of a change that is refused', async () => {
    const before = await newest();
    await expect(call('whiteList.remove', 'gone@local.test')).rejects.toThrow();
    expect((await newest()).id).toBe(before.id);
  });
});

describe('the history', () => {
  test.each(['secret', 'peer-secret', 'argon2', 'scrypt', 'PRIVATE KEY'])(
    'of every change above holds no %s, and a search for it finds nothing',
    async (secret) => {
      const all = await changes({ limit: 500 });
      expect(all.length).toBeGreaterThan(SCENARIOS.length);
      expect(JSON.stringify(all)).not.toContain(secret);
      expect(await changes({ text: secret })).toEqual([]);
    },
  );

  test('begins with the setup document, which applied again at a start changes nothing', async () => {
    const all = await changes({ limit: 500 });
    expect(all.at(-1)).toMatchObject({ by: 'Setup document', kind: 'setup', subject: 'setup' });
    await call('audit.explain', all.at(-1)?.id, 'The office moves in');
    const document = await call('setup.export');
    await server.dispose();
    server = await start(document);
    const later = await changes({ limit: 500 });
    expect([later.length, later.at(-1)?.reason]).toEqual([all.length, 'The office moves in']);
  });
});
