import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type GatepostServer } from '../../server/app.ts';
import type { SettingsFile } from '../../server/contract/database.ts';
import { confSettingsFile } from '../../server/settings/conf-settings-file.ts';

const SETUP = {
  hostname: 'mail.local.test',
  listeners: [{ name: 'smtp', kind: 'smtp', host: '127.0.0.1', port: 0, tls: 'starttls' }],
  localIps: ['127.0.1.0/24'],
  trustedIps: [{ range: '127.0.2.0/24', comment: 'scanners' }],
  whiteList: [{ pattern: 'bulk@local.test', comment: 'newsletter tool', expiresAt: null }],
  dynamicScreen: { allowList: ['192.0.2.1'] },
  domains: [{ name: 'local.test' }],
  accounts: [
    { address: 'u1@local.test', password: 'secret-1', displayName: 'U One' },
    {
      address: 'u2@local.test',
      password: 'secret-2',
      sendAs: ['u1@local.test', '*@shop.test'],
      limits: { messagesPerHour: 20, recipientsPerDay: null },
    },
  ],
  aliases: [{ pattern: 'sales@local.test', targets: ['u1@local.test'] }],
  gateways: [{ domain: 'gw.test', host: '127.0.0.1' }],
  domainSharing: {
    enabled: true,
    hosts: [{ host: '127.0.0.1', port: 2700, login: { user: 'peer', password: 'peer-secret' } }],
  },
  outbound: {
    mode: 'smart-host',
    smartHost: { host: 'relay.test', login: { user: 'us', password: 'relay-secret' } },
    routes: [
      {
        match: 'sender',
        domain: 'local.test',
        smartHost: { host: 'relay.test', login: { user: 'them', password: 'route-secret' } },
      },
    ],
  },
};

let folder = '';
let server: GatepostServer;
let diskIsFull = false;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatepost-setup-'));
  server = await startServer({
    dataFolder: folder,
    openSettingsFile: fillableSettingsFile,
    version: '0.0.0',
    clock: Date.now,
    log: () => undefined,
    setup: SETUP,
  });
});
afterAll(async () => {
  await server.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function fillableSettingsFile(dataFolder: string): SettingsFile {
  const file = confSettingsFile(dataFolder);
  return {
    ...file,
    write: (settings) => {
      if (diskIsFull) throw new Error('ENOSPC');
      file.write(settings);
    },
  };
}

async function exported(): Promise<Readonly<Record<string, unknown>>> {
  const outcome = await server.call('setup.export', []);
  expect(outcome.ok).toBe(true);
  return (outcome.ok ? outcome.value : {}) as Readonly<Record<string, unknown>>; // setup.export answers a document
}

describe('an export', () => {
  it('holds no password in the clear, nor the login of another server', async () => {
    const text = JSON.stringify(await exported());
    expect(text).not.toMatch(/secret/);
    expect(text).toContain('"passwordHash":"$argon2id$');
  });

  it('applied again changes nothing, the logins it left out included', async () => {
    const before = await exported();
    const file = readFileSync(join(folder, 'config.json'), 'utf8');
    expect(await server.call('setup.preview', [before])).toMatchObject({ ok: true, value: { changes: [] } });
    expect(await server.call('setup.apply', [before])).toMatchObject({ ok: true });
    expect(await exported()).toEqual(before);
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe(file);
    expect(file).toContain('peer-secret');
    expect(file).toContain('relay-secret');
    expect(file).toContain('route-secret');
  });
});

describe('the settings', () => {
  it('show of a login its user alone', async () => {
    const outcome = await server.call('settings.get', []);
    expect(JSON.stringify(outcome)).not.toMatch(/secret/);
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        domainSharing: { hosts: [{ login: { user: 'peer', password: '' } }] },
        outbound: {
          smartHost: { login: { user: 'us', password: '' } },
          routes: [{ smartHost: { login: { user: 'them', password: '' } } }],
        },
      },
    });
  });

  it('of a host that is changed without its login keep the login', async () => {
    const change = {
      outbound: {
        routes: [
          { match: 'sender', domain: 'local.test', smartHost: { host: 'relay.test', tls: 'implicit' } },
        ],
      },
    };
    expect(await server.call('settings.set', [change])).toMatchObject({ ok: true });
    const file: unknown = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
    expect(file).toMatchObject({
      outbound: {
        routes: [{ smartHost: { tls: 'implicit', login: { user: 'them', password: 'route-secret' } } }],
      },
    });
  });
});

describe('a preview', () => {
  it('names each difference, hides secrets, warns, and changes nothing', async () => {
    const before = await exported();
    const outcome = await server.call('setup.preview', [
      {
        options: { localIpMustAuth: { mode: 'off' } },
        accounts: [
          {
            address: 'u1@local.test',
            password: 'new-secret',
            sendAs: ['press@local.test'],
            limits: { messagesPerDay: 90 },
          },
        ],
        aliases: [],
      },
    ]);
    expect(outcome).toEqual({
      ok: true,
      value: {
        changes: [
          { path: 'options.localIpMustAuth.mode', before: 'enforce', after: 'off' },
          {
            path: 'accounts[u1@local.test].sendAs[press@local.test]',
            before: null,
            after: 'press@local.test',
          },
          { path: 'accounts[u1@local.test].limits.messagesPerDay', before: null, after: '90' },
          { path: 'accounts[u1@local.test].passwordHash', before: '(hidden)', after: '(new, hidden)' },
          { path: 'accounts[u2@local.test].enabled', before: 'true', after: 'false' },
          {
            path: 'aliases[sales@local.test]',
            before: '{"pattern":"sales@local.test","targets":["u1@local.test"],"membersMaySendAs":true}',
            after: null,
          },
        ],
        warnings: [expect.objectContaining({ code: 'rule-off', option: 'localIpMustAuth' })],
      },
    });
    expect(await exported()).toEqual(before);
  });
});

describe('a document that cannot be applied', () => {
  it.each<[string, object, string]>([
    ['an unknown key', { hostnam: 'x' }, '[0].hostnam'],
    [
      'an unknown key of an account',
      { accounts: [{ address: 'a@local.test', pass: 'x' }] },
      '[0].accounts[0].pass',
    ],
    [
      'a bad address',
      { accounts: [{ address: 'a@local.test' }, { address: 'b' }] },
      '[0].accounts[1].address',
    ],
    ['a bad range', { localIps: ['10.0.0.0/33'] }, '[0].localIps[0]'],
    ['an unknown mode', { options: { localIpMustAuth: { mode: 'on' } } }, '[0].options.localIpMustAuth.mode'],
    ['an unknown option', { options: { localIpMustSing: {} } }, '[0].options.localIpMustSing'],
    [
      'a port beyond the last',
      { listeners: [{ ...SETUP.listeners[0], port: 70_000 }] },
      '[0].listeners[0].port',
    ],
    [
      'two listeners on one port',
      { listeners: ['a', 'b'].map((name) => ({ ...SETUP.listeners[0], name, port: 2525 })) },
      '[0].listeners[1].port',
    ],
    [
      'two accounts of one address',
      { accounts: [{ address: 'a@local.test' }, { address: 'A@LOCAL.test' }] },
      '[0].accounts[1].address',
    ],
    ['an account in no domain here', { accounts: [{ address: 'a@other.test' }] }, '[0].accounts[0].address'],
    [
      'a gateway that is a local domain',
      { gateways: [{ domain: 'local.test', host: 'h' }] },
      '[0].gateways[0].domain',
    ],
    [
      'a gateway whose host is none',
      { gateways: [{ domain: 'gw.test', host: ' ' }] },
      '[0].gateways[0].host',
    ],
    [
      'a listener whose host is none',
      { listeners: [{ ...SETUP.listeners[0], host: '..' }] },
      '[0].listeners[0].host',
    ],
    ['a host name that cannot be looked up', { hostname: 'm\ufffdil.test' }, '[0].hostname'],
    ['a domain taken away from its accounts', { domains: [] }, '[0].accounts[0].address'],
    [
      'a smart host that is missing',
      { outbound: { mode: 'smart-host', smartHost: null } },
      '[0].outbound.smartHost',
    ],
    [
      'a prototype in place of a value',
      JSON.parse('{"__proto__":{"hostname":"x.test"}}') as object,
      '[0].__proto__',
    ],
  ])('for %s leaves everything as it was, and says where', async (_sentence, document, path) => {
    const before = await exported();
    const outcome = await server.call('setup.apply', [{ hostname: 'changed.test', ...document }]);
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'bad-arguments' } });
    expect(outcome.ok ? [] : outcome.failure.problems.map((problem) => problem.path)).toContain(path);
    expect(await exported()).toEqual(before);
  });

  it('because the settings cannot be written leaves the directory as it was', async () => {
    const before = await exported();
    diskIsFull = true;
    const outcome = await server.call('setup.apply', [{ hostname: 'changed.test', aliases: [] }]);
    diskIsFull = false;
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(await exported()).toEqual(before);
  });
});

describe('a call with bad arguments', () => {
  it.each<[unknown, unknown, string, string]>([
    ['no.such.call', [], 'unknown-call', ''],
    ['toString', [], 'unknown-call', ''],
    [5, [], 'unknown-call', ''],
    ['log.tail', [], 'bad-arguments', ''],
    ['log.tail', [0], 'bad-arguments', '[0]'],
    ['log.tail', 'many', 'bad-arguments', ''],
    ['log.session', ['none'], 'not-found', ''],
    ['options.set', ['noSuchOption', true], 'bad-arguments', '[0]'],
    ['options.set', ['localIpMustAuth', true], 'bad-arguments', '[1]'],
    ['options.set', ['localIpMustAuth', { mode: 'off', minutes: 3 }], 'bad-arguments', '[1].minutes'],
    ['options.set', ['popBeforeSmtp', { minutes: 0 }], 'bad-arguments', '[1].minutes'],
    ['options.set', ['trustedIpsMayRelay', { mode: 'off' }], 'bad-arguments', '[1]'],
    ['options.set', ['localIpMustAuth'], 'bad-arguments', ''],
    ['options.set', ['localIpMustAuth', null], 'bad-arguments', '[1]'],
    ['options.set', ['localIpMustAuth', JSON.parse('{"__proto__":{}}')], 'bad-arguments', '[1].__proto__'],
    [
      'settings.set',
      [{ listeners: ['a', 'b'].map((name) => ({ ...SETUP.listeners[0], name, port: 2525 })) }],
      'bad-arguments',
      '[0].listeners[1].port',
    ],
    ['networks.setLocal', [['192.0.2.1', '192.0.2.1']], 'conflict', '[0][1]'],
    ['aliases.save', [{ pattern: 'u1@local.test', targets: ['u1@local.test'] }], 'conflict', '[0].pattern'],
    ['aliases.remove', ['none@local.test'], 'not-found', ''],
    ['screen.unblock', ['192.0.2.9'], 'not-found', ''],
    ['screen.block', ['127.0.0.1', null, 'me'], 'conflict', ''],
    ['mailboxes.list', ['none@local.test'], 'not-found', ''],
  ])('%s %j is refused', async (name, args, kind, path) => {
    const outcome = await server.call(name, args);
    expect(outcome).toMatchObject({ ok: false, failure: { kind } });
    expect(outcome.ok ? null : (outcome.failure.problems[0]?.path ?? '')).toBe(path);
  });
});
