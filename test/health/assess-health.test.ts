import { describe, expect, test } from 'vitest';
import type { Warning } from '../../server/contract/status.ts';
import type { RelayTest } from '../../server/contract/health.ts';
import { assessHealth } from '../../server/health/assess-health.ts';
import type { HealthFacts, PolicyStanding } from '../../server/health/health-facts.ts';
import { DAY_MS, facts, HOUR_MS, NOW, standing, STATUS } from './health-scene.ts';

type Row = readonly [
  sentence: string,
  facts: Partial<HealthFacts>,
  standing: PolicyStanding,
  items: readonly string[],
];

const OFFICE = standing();
const listeners = (name: string, change: object): Partial<HealthFacts> => ({
  status: {
    ...STATUS,
    listeners: STATUS.listeners.map((listener) =>
      listener.name === name ? { ...listener, ...change } : listener,
    ),
  },
});
const certificate = (endsInMs: number, selfSigned = false): Partial<HealthFacts> => ({
  status: { ...STATUS, certificate: { ...STATUS.certificate, notAfter: NOW + endsInMs, selfSigned } },
});
const warned = (code: string, option: Warning['option'] = null): Partial<HealthFacts> => ({
  status: { ...STATUS, warnings: [{ code, text: 'Something is so.', option }] },
});
const relayTest = (result: RelayTest['result'], isOutdated = false): Partial<HealthFacts> => ({
  relayTest: { test: { at: NOW, result, transcript: [], detail: 'Why.' }, isOutdated },
});
const upSince = (startedAt: number) => ({ ...STATUS, startedAt });
const account = (change: object): PolicyStanding =>
  standing({
    accounts: [{ address: 'anna@office.example', enabled: true, hasPassword: true, frozen: null, ...change }],
  });
const relaying = (range: string): PolicyStanding =>
  standing(
    { lists: { ...OFFICE.lists, trustedIps: [{ range, comment: '' }] } },
    { trustedIpsMayRelay: true },
  );
const queue = (change: object) => ({ queue: { waiting: 1, held: 0, oldestAt: NOW, ...change } });
const GB = 1e9;

const ROWS: readonly Row[] = [
  ['nothing is amiss', {}, OFFICE, []],
  [
    'a listener failed',
    listeners('submission', { state: 'failed', reason: 'R.', remedy: 'M.' }),
    OFFICE,
    ['alarm listener-failed'],
  ],
  [
    'a listener is on another port',
    listeners('smtp', { state: 'fallback', boundPort: 2525, reason: 'R.', remedy: 'M.' }),
    OFFICE,
    ['attention listener-elsewhere'],
  ],
  ['a listener is switched off', listeners('pop3', { state: 'disabled' }), OFFICE, []],
  ['no listener is enabled', { status: { ...STATUS, listeners: [] } }, OFFICE, ['alarm no-listener']],
  [
    'the storage has failed',
    { status: { ...STATUS, storage: { state: 'failed', detail: 'I/O' } } },
    OFFICE,
    ['alarm storage-trouble'],
  ],
  [
    'the disk is too full to store',
    { status: { ...STATUS, storage: { state: 'read-only', detail: 'full' } } },
    OFFICE,
    ['alarm storage-trouble'],
  ],
  [
    'sessions are not stored',
    { logTroubles: ['Sessions cannot be stored now: EIO.'] },
    OFFICE,
    ['attention log-not-stored'],
  ],
  ['the certificate holds for 22 days', certificate(22 * DAY_MS), OFFICE, []],
  ['the certificate holds for 21 days', certificate(21 * DAY_MS), OFFICE, ['attention certificate-ends']],
  ['the certificate holds for 3 days', certificate(3 * DAY_MS), OFFICE, ['alarm certificate-ends']],
  ['the certificate has ended', certificate(0), OFFICE, ['alarm certificate-ends']],
  ['it is self-made, and everybody is at home', certificate(60 * DAY_MS, true), OFFICE, []],
  [
    'it is self-made, and somebody signs in from outside',
    { ...certificate(60 * DAY_MS, true), outsiderSignedIn: true },
    OFFICE,
    ['attention certificate-self-made'],
  ],
  ['mail has waited for three hours', queue({ oldestAt: NOW - 4 * HOUR_MS + 1 }), OFFICE, []],
  [
    'mail has waited for four hours',
    queue({ oldestAt: NOW - 4 * HOUR_MS }),
    OFFICE,
    ['attention queue-waits'],
  ],
  ['mail is held', queue({ held: 2, oldestAt: null }), OFFICE, ['attention queue-held']],
  ['a tenth of the disk is free', { disk: { freeBytes: 25.6 * GB, totalBytes: 256 * GB } }, OFFICE, []],
  [
    'less than a tenth is free',
    { disk: { freeBytes: 25 * GB, totalBytes: 256 * GB } },
    OFFICE,
    ['attention disk-fills'],
  ],
  [
    'less than 2 GB of a small disk is free',
    { disk: { freeBytes: 1.9 * GB, totalBytes: 8 * GB } },
    OFFICE,
    ['attention disk-fills'],
  ],
  [
    'less than a fiftieth is free',
    { disk: { freeBytes: 5 * GB, totalBytes: 256 * GB } },
    OFFICE,
    ['alarm disk-fills'],
  ],
  [
    'less than 500 MB are free',
    { disk: { freeBytes: 0.49 * GB, totalBytes: 1 * GB } },
    OFFICE,
    ['alarm disk-fills'],
  ],
  ['the disk cannot be read', { disk: null }, OFFICE, []],
  ['the clock was set back by four minutes', { clockSetBackMs: 4 * 60_000 }, OFFICE, []],
  ['the clock was set back by an hour', { clockSetBackMs: HOUR_MS }, OFFICE, ['attention clock-set-back']],
  [
    'the office is on the Dynamic Screen',
    { blockedAtHome: ['192.168.1.9'] },
    OFFICE,
    ['attention home-blocked'],
  ],
  [
    'an account is frozen',
    {},
    account({ frozen: { since: NOW, reason: 'too much' } }),
    ['attention account-frozen'],
  ],
  ['an account has no password', {}, account({ hasPassword: false }), ['attention account-without-password']],
  ['a domain and no account', {}, account({ enabled: false, hasPassword: false }), ['attention not-set-up']],
  ['no domain', {}, standing({ domains: [], accounts: [] }), ['attention not-set-up']],
  [
    'nobody came within a day',
    { lastOutsideConnectionAt: null, status: upSince(NOW - DAY_MS) },
    OFFICE,
    ['attention nobody-outside'],
  ],
  [
    'nobody came within an hour',
    { lastOutsideConnectionAt: null, status: upSince(NOW - HOUR_MS) },
    OFFICE,
    [],
  ],
  ['the last one came six days ago', { lastOutsideConnectionAt: NOW - 6 * DAY_MS }, OFFICE, []],
  [
    'the last one came seven days ago',
    { lastOutsideConnectionAt: NOW - 7 * DAY_MS },
    OFFICE,
    ['attention nobody-outside'],
  ],
  [
    'port 25 is for this machine alone',
    { ...listeners('smtp', { host: '127.0.0.1' }), lastOutsideConnectionAt: NOW - 7 * DAY_MS },
    OFFICE,
    [],
  ],
  [
    'new mail is paused',
    { status: { ...STATUS, paused: { since: NOW, until: null } } },
    OFFICE,
    ['attention paused'],
  ],
  ['the policy warns', warned('rule-off', 'localIpMustAuth'), OFFICE, ['attention rule-off']],
  [
    'nobody can sign in',
    warned('no-submission-listener', 'noAuthOnSmtpPort'),
    OFFICE,
    ['alarm no-submission-listener'],
  ],
  [
    'a rule is being tried',
    {},
    standing({}, { localIpMustAuth: { mode: 'report' } }),
    ['attention only-reports'],
  ],
  ['the relay test was refused', relayTest('refused'), OFFICE, []],
  ['the relay test was not possible', relayTest('not-possible'), OFFICE, []],
  ['the relay test found it open', relayTest('accepted'), OFFICE, ['alarm open-relay']],
  [
    'it found it open before a change',
    relayTest('accepted', true),
    OFFICE,
    ['attention relay-test-outdated'],
  ],
  ['a scanner may relay', {}, relaying('192.168.1.20'), []],
  ['the office network may relay', {}, relaying('10.0.0.0/8'), []],
  ['a provider may relay', {}, relaying('203.0.0.0/9'), ['attention relay-open-wide']],
  [
    'everybody may relay',
    warned('trusted-covers-internet'),
    relaying('0.0.0.0/0'),
    ['alarm relay-open-to-internet'],
  ],
  [
    'everybody is trusted and may not relay',
    warned('trusted-covers-internet'),
    OFFICE,
    ['attention trusted-covers-internet'],
  ],
];

describe('each check', () => {
  test.each(ROWS)('%s', (_, change, policy, expected) => {
    const { state, items } = assessHealth(facts(change), policy, []);
    expect(items.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
    expect(state).toBe(expected[0]?.split(' ')[0] ?? 'good');
  });

  test('the clock shows a time before 2026', () => {
    const { items } = assessHealth(facts({ now: Date.UTC(2025, 11, 31) }), OFFICE, []);
    expect(items.map(({ code }) => code)).toContain('clock-wrong');
  });

  test.each(ROWS.filter(([, , , expected]) => expected.length > 0))(
    'names one way, where there is one: %s',
    (_, change, policy) => {
      for (const { action, text } of assessHealth(facts(change), policy, []).items) {
        expect(text).toMatch(/^[A-Z0-9a-z].*[.]$/);
        if (action !== null) expect(action.page).toMatch(/^\/[a-z-]+(\?[\w=&.-]+)?$/);
      }
    },
  );
});

describe('the sentence', () => {
  test('says what is true where nothing is amiss', () => {
    expect(assessHealth(facts(), OFFICE, []).sentence).toBe(
      'Gatepost takes mail for office.example on ports 25, 587 and 465 and refuses mail in your name from whoever has not signed in.',
    );
  });

  test('counts the exceptions', () => {
    const open = { option: null, text: 'x', page: '/white-list', count: 3 };
    expect(assessHealth(facts(), OFFICE, [open, { ...open, count: 1 }]).sentence).toMatch(
      /, with 4 exceptions\.$/,
    );
  });

  test('is that of the worst item, wherever its check stands', () => {
    const { sentence, items, state } = assessHealth(
      facts({ blockedAtHome: ['192.168.1.9'], ...certificate(DAY_MS), ...queue({ held: 1 }) }),
      OFFICE,
      [],
    );
    expect([state, sentence]).toEqual(['alarm', 'The certificate ends in 1 day.']);
    expect(items.map(({ code }) => code)).toEqual(['certificate-ends', 'home-blocked', 'queue-held']);
  });
});
