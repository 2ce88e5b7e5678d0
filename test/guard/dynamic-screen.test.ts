import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkContains, parseNetwork } from '../../server/contract/network.ts';
import { DynamicScreen, type ScreenChange } from '../../server/guard/dynamic-screen.ts';
import type { Exemption } from '../../server/guard/exemption.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const START = 1_700_000_000_000;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * 60_000;

function openScreen() {
  const clock = turnedClock(START);
  const exempt = new Map<string, Exemption>();
  const changes: ScreenChange[] = [];
  const screen = new DynamicScreen({
    clock,
    firstBlockMinutes: () => DAY_MINUTES,
    findExemption: (ip) => exempt.get(ip) ?? null,
    onChange: (change) => changes.push(change),
  });
  return { screen, clock, exempt, changes };
}

const FIRST_OFFENCE = {
  network: '192.0.2.7',
  reason: 'AUTH on the SMTP port',
  sessionId: '4fk2',
  since: START,
  until: START + DAY_MS,
  offences: 1,
  hits: 0,
  addedBy: 'rule',
};

const offend = (screen: DynamicScreen, ip = '192.0.2.7') =>
  screen.blockClient(ip, 'AUTH on the SMTP port', '4fk2');

describe('the Dynamic Screen', () => {
  test('blocks an IPv4 client by its address, for the first time set', () => {
    const { screen, changes } = openScreen();
    expect(offend(screen)).toEqual({ kind: 'blocked', entry: FIRST_OFFENCE });
    expect(screen.list()).toEqual([FIRST_OFFENCE]);
    expect(screen.check('192.0.2.8')).toBeNull();
    expect(changes).toEqual([{ kind: 'blocked', entry: FIRST_OFFENCE }]);
  });

  test('blocks an IPv6 client by its /64', () => {
    const { screen } = openScreen();
    offend(screen, '2001:db8:1:2:3::4');
    expect(screen.check('2001:db8:1:2:ffff::1')?.network).toBe('2001:db8:1:2::/64');
    expect(screen.check('2001:db8:1:3::1')).toBeNull();
  });

  test('takes an IPv4-mapped client for the IPv4 client it is', () => {
    const { screen } = openScreen();
    offend(screen, '::ffff:192.0.2.7');
    expect(screen.check('192.0.2.7')?.network).toBe('192.0.2.7');
  });

  test('counts the connections it refuses', () => {
    const { screen, changes } = openScreen();
    offend(screen);
    screen.check('192.0.2.7');
    expect(screen.check('192.0.2.7')).toEqual({ ...FIRST_OFFENCE, hits: 2 });
    expect(screen.list()).toEqual([{ ...FIRST_OFFENCE, hits: 2 }]);
    expect(changes.map(({ kind }) => kind)).toEqual(['blocked', 'hit', 'hit']);
  });

  test('lets a network in again when its time is up', () => {
    const { screen, clock } = openScreen();
    offend(screen);
    clock.advanceMinutes(DAY_MINUTES);
    expect([screen.check('192.0.2.7'), screen.list()]).toEqual([null, []]);
  });

  test('doubles the time with each further offence, up to 30 days', () => {
    const { screen, clock } = openScreen();
    const days = Array.from({ length: 7 }, () => {
      const outcome = offend(screen);
      clock.advanceMinutes(31 * DAY_MINUTES);
      return outcome.kind === 'blocked'
        ? ((outcome.entry.until ?? 0) - outcome.entry.since) / DAY_MS
        : outcome;
    });
    expect(days).toEqual([1, 2, 4, 8, 16, 30, 30]);
  });

  test('counts parallel connections of one offender as one offence', () => {
    const { screen } = openScreen();
    offend(screen);
    expect(offend(screen)).toEqual({ kind: 'blocked-already', entry: FIRST_OFFENCE });
  });

  test.each([
    ['allow-list', 'it is on the allow list'],
    ['trusted-ip', 'it is in the Trusted IPs'],
    ['own-address', "it is one of this machine's own addresses"],
  ] as const)('never lists a client that is exempt: %s', (exemption, because) => {
    const { screen, exempt, changes } = openScreen();
    exempt.set('192.0.2.7', exemption);
    expect(offend(screen)).toEqual({ kind: 'refused', because });
    expect(screen.blockNetwork('192.0.2.7', null, 'by hand')).toEqual({ kind: 'refused', because });
    expect(changes).toEqual([]);
  });

  test('lets an allowed client through a block that is already there', () => {
    const { screen, exempt } = openScreen();
    offend(screen);
    screen.blockNetwork('198.51.100.0/24', null, 'noise');
    exempt.set('192.0.2.7', 'allow-list').set('198.51.100.9', 'allow-list');
    expect([screen.check('192.0.2.7'), screen.check('198.51.100.9')]).toEqual([null, null]);
    expect(screen.check('198.51.100.10')?.network).toBe('198.51.100.0/24');
  });

  test('keeps what the administrator blocks until it is removed by hand', () => {
    const { screen, clock } = openScreen();
    const entry = {
      ...FIRST_OFFENCE,
      network: '198.51.100.0/24',
      reason: 'noise',
      sessionId: null,
      until: null,
      addedBy: 'administrator',
    };
    expect(screen.blockNetwork('198.51.100.77/24', null, 'noise')).toEqual({ kind: 'blocked', entry });
    clock.advanceMinutes(400 * DAY_MINUTES);
    expect(screen.check('198.51.100.1')).toEqual({ ...entry, hits: 1 });
  });

  test('blocks a single IPv6 address where the administrator wants just that', () => {
    const { screen } = openScreen();
    screen.blockNetwork('2001:db8::5', null, 'one host');
    expect(screen.check('2001:db8::5')?.network).toBe('2001:db8::5');
    expect(screen.check('2001:db8::6')).toBeNull();
  });

  test.each([
    ['what is no network', 'localhost', null, 'localhost is not a network'],
    ['a time that has passed', '192.0.2.7', START, 'that time has passed already'],
  ])('refuses %s', (_why, network, until, because) => {
    const { screen } = openScreen();
    expect(screen.blockNetwork(network, until, '')).toEqual({ kind: 'refused', because });
  });

  test('refuses a client that has no address', () => {
    const { screen } = openScreen();
    expect(offend(screen, 'unknown')).toEqual({ kind: 'refused', because: 'unknown is not an IP address' });
    expect(screen.check('unknown')).toBeNull();
  });

  test('goes on with a wider block where a narrower one has run out', () => {
    const { screen, clock } = openScreen();
    screen.blockNetwork('198.51.100.0/24', null, 'noise');
    screen.blockNetwork('198.51.100.64/26', START + DAY_MS, 'more noise');
    screen.blockNetwork('198.51.100.65', START + DAY_MS, 'most noise');
    expect(screen.check('198.51.100.65')?.network).toBe('198.51.100.65');
    clock.advanceMinutes(DAY_MINUTES);
    expect(screen.check('198.51.100.65')?.network).toBe('198.51.100.0/24');
  });

  test('forgives a network that is unblocked', () => {
    const { screen, changes } = openScreen();
    offend(screen);
    screen.blockNetwork('198.51.100.0/24', null, 'noise');
    expect([screen.unblock('192.0.2.7'), screen.unblock('198.51.100.9/24')]).toEqual([true, true]);
    expect(screen.unblock('192.0.2.7')).toBe(false);
    expect([screen.check('192.0.2.7'), screen.check('198.51.100.1'), screen.list()]).toEqual([
      null,
      null,
      [],
    ]);
    expect(changes.slice(2)).toEqual([
      { kind: 'removed', network: '192.0.2.7' },
      { kind: 'removed', network: '198.51.100.0/24' },
    ]);
    expect(offend(screen)).toEqual({ kind: 'blocked', entry: FIRST_OFFENCE });
  });

  test('takes up blocks, ranges and offences of an earlier run', () => {
    const { screen, clock } = openScreen();
    const { screen: later } = openScreen();
    offend(screen);
    screen.blockNetwork('198.51.100.0/24', null, 'noise');
    later.restore([...screen.list()].reverse());
    expect(later.list()).toEqual(screen.list());
    expect(later.check('198.51.100.1')?.network).toBe('198.51.100.0/24');
    clock.advanceMinutes(2 * DAY_MINUTES);
    screen.restore([{ ...FIRST_OFFENCE, addedBy: 'rule' }]);
    expect(offend(screen)).toMatchObject({ kind: 'blocked', entry: { offences: 2 } });
  });

  test('forgets the oldest offender where there are too many, never what the administrator blocked', () => {
    const { screen, changes } = openScreen();
    screen.blockNetwork('198.51.100.0/24', null, 'noise');
    const offenders = Array.from({ length: 99_999 }, (_, index) => ({
      ...FIRST_OFFENCE,
      addedBy: 'rule' as const,
      network: [10, index >> 16, (index >> 8) & 255, index & 255].join('.'),
    }));
    screen.restore(offenders);
    offend(screen);
    expect(changes.filter(({ kind }) => kind === 'removed')).toEqual([
      { kind: 'removed', network: '10.0.0.0' },
    ]);
    expect(screen.check('198.51.100.1')?.network).toBe('198.51.100.0/24');
  });

  test('answers what a walk through all blocks would answer', () => {
    const octet = fc.constantFrom(0, 1, 128, 255);
    const ip = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
    const range = fc
      .tuple(ip, fc.integer({ min: 1, max: 32 }))
      .map(([a, length]) => `${a}/${String(length)}`);
    fc.assert(
      fc.property(fc.array(range, { maxLength: 10 }), ip, (ranges, client) => {
        const { screen } = openScreen();
        for (const text of ranges) screen.blockNetwork(text, null, '');
        const isInside = ranges.some((text) => {
          const network = parseNetwork(text);
          return network !== null && networkContains(network, client);
        });
        expect(screen.check(client) !== null).toBe(isInside);
      }),
    );
  });
});
