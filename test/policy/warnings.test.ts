import { describe, expect, test } from 'vitest';
import type { WhiteListEntry } from '../../server/contract/directory.ts';
import { defaultSettings, type ListenerSettings } from '../../server/contract/settings.ts';
import { findWarnings, type WarnedLists } from '../../server/policy/warnings.ts';
import { gateway } from '../helpers/directory-lists.ts';
import { optionsWith } from './base-facts.ts';

const NOW = 1_000_000;
const SETTINGS = defaultSettings('mail.local.test');
const LISTS: WarnedLists = {
  whiteList: [],
  localIps: ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  trustedIps: [],
  localDomains: ['local.test', 'xn--bcher-kva.example'],
  gateways: [],
  accounts: [{ address: 'u1@local.test' }],
};
const warningsOf = (lists: Partial<WarnedLists>) => findWarnings(SETTINGS, { ...LISTS, ...lists }, NOW);

test('the defaults are nothing to warn of', () => {
  expect(findWarnings(SETTINGS, LISTS, NOW)).toEqual([]);
});

describe('no port to sign in on', () => {
  const smtp: ListenerSettings = {
    name: 'smtp',
    kind: 'smtp',
    host: '0.0.0.0',
    port: 25,
    tls: 'starttls',
    enabled: true,
  };
  const msa: ListenerSettings = { ...smtp, name: 'submission', kind: 'msa', port: 587 };
  const warning = {
    code: 'no-submission-listener',
    text: 'Nobody can sign in: the SMTP port does not allow it and no submission listener is enabled.',
    option: 'noAuthOnSmtpPort',
  };

  test.each([
    ['there is no submission listener', 'enforce', [smtp], [warning]],
    ['it is not enabled', 'enforce', [smtp, { ...msa, enabled: false }], [warning]],
    ['one is enabled', 'enforce', [smtp, msa], []],
    ['the SMTP port only reports', 'report', [smtp], []],
    ['the SMTP port takes sign-ins', 'off', [smtp], []],
  ] as const)('when %s', (_when, mode, listeners, warnings) => {
    const options = optionsWith({ noAuthOnSmtpPort: { mode } });
    expect(findWarnings({ options, listeners: [...listeners] }, LISTS, NOW)).toEqual(warnings);
  });
});

describe('a rule that is off', () => {
  test('is named where the page has it on; one that only reports is not', () => {
    const off = { mode: 'off' } as const;
    const options = optionsWith({
      localSenderMustAuth: off,
      returnPathMustMatch: off,
      fromHeaderMustMatch: { mode: 'report' },
      popBeforeSmtp: off,
    });
    expect(findWarnings({ ...SETTINGS, options }, LISTS, NOW)).toEqual([
      {
        code: 'rule-off',
        text: '"Authentication is always required when mail is from local accounts" is off.',
        option: 'localSenderMustAuth',
      },
      {
        code: 'rule-off',
        text: '"Credentials used must match those of the return-path address" is off.',
        option: 'returnPathMustMatch',
      },
    ]);
  });

  test('is named for each gateway', () => {
    const gateways = [
      gateway('a.test'),
      gateway('b.test', { sendersMustAuth: false }),
      gateway('c.test', { sendersMustAuth: 'report' }),
    ];
    expect(warningsOf({ gateways })).toEqual([
      {
        code: 'gateway-senders-need-not-sign-in',
        text: 'Anybody may send as a user of the gateway b.test without signing in.',
        option: null,
      },
    ]);
  });
});

describe('a white list entry', () => {
  const entry = (pattern: string, expiresAt: number | null = null): WhiteListEntry => ({
    pattern,
    comment: '',
    owner: '',
    expiresAt,
  });
  const warning = (pattern: string, domains: string) => ({
    code: 'white-list-covers-domain',
    text: `The white list entry ${pattern} lets every account send as anybody of ${domains}.`,
    option: null,
  });

  test.each([
    ['*', 'local.test, xn--bcher-kva.example'],
    ['*@*', 'local.test, xn--bcher-kva.example'],
    ['*@local.test', 'local.test'],
    ['*@LOCAL.test', 'local.test'],
    ['?*@local.test', 'local.test'],
    ['*local.test', 'local.test'],
    ['*@*.test', 'local.test'],
    ['*@bücher.example', 'xn--bcher-kva.example'],
  ])('%s covers %s', (pattern, domains) => {
    expect(warningsOf({ whiteList: [entry(pattern)] })).toEqual([warning(pattern, domains)]);
  });

  test.each([
    'bulk@local.test',
    '*s@local.test',
    '??*@local.test',
    '?@local.test',
    '*@news.example',
    'bulk@*',
  ])('%s covers no local domain', (pattern) => {
    expect(warningsOf({ whiteList: [entry(pattern)] })).toEqual([]);
  });

  test('covers nothing once it has expired', () => {
    const whiteList = [entry('*', NOW), entry('*@local.test', NOW + 1)];
    expect(warningsOf({ whiteList })).toEqual([warning('*@local.test', 'local.test')]);
  });
});

describe('a network list that covers the internet', () => {
  test('is named when it is the Local IPs', () => {
    expect(warningsOf({ localIps: ['0.0.0.0/0'] })).toEqual([
      {
        code: 'local-covers-internet',
        text: 'The Local IPs cover the whole internet: no other mail server can deliver mail to you.',
        option: 'localIpMustAuth',
      },
    ]);
  });

  test('is named when it is the Trusted IPs', () => {
    const trustedIps = [
      { range: '0.0.0.0/1', comment: '' },
      { range: '128.0.0.0/1', comment: '' },
    ];
    expect(warningsOf({ trustedIps })).toEqual([
      {
        code: 'trusted-covers-internet',
        text: 'The Trusted IPs cover the whole internet: every exception for them is open to everybody.',
        option: null,
      },
    ]);
  });
});

describe('what an account may send as', () => {
  const accounts = (...sendAs: readonly string[]) => [{ address: 'u1@local.test', sendAs }];

  test('is named where it is everybody of a local domain', () => {
    expect(warningsOf({ accounts: accounts('*@local.test', 'u2@local.test') })).toEqual([
      {
        code: 'send-as-covers-domain',
        text: 'u1@local.test may send as anybody of local.test.',
        option: null,
      },
    ]);
  });

  test.each(['me@ext.test', '*@ext.test'])('is named where its domain is not served here: %s', (entry) => {
    expect(warningsOf({ accounts: accounts(entry) })).toEqual([
      {
        code: 'send-as-foreign-domain',
        text: `u1@local.test may send as ${entry}, but ext.test is not served here: others may take its mail for forged.`,
        option: null,
      },
    ]);
  });

  test('is nothing to warn of in a gateway domain', () => {
    const gateways = [gateway('gw.test')];
    expect(warningsOf({ accounts: accounts('*@gw.test', 'kim@gw.test'), gateways })).toEqual([]);
  });

  test('is nothing to warn of while the account is disabled', () => {
    const disabled = [{ address: 'u1@local.test', enabled: false, sendAs: ['*@local.test', 'me@ext.test'] }];
    expect(warningsOf({ accounts: disabled })).toEqual([]);
  });
});
