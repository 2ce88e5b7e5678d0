import { describe, expect, test } from 'vitest';
import { AuthFailureTracker, type FailureOutcome } from '../../server/guard/auth-failure-tracker.ts';
import type { Exemption } from '../../server/guard/exemption.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const NOW = 1_700_000_000_000;

function openTracker(
  exemption: Exemption | null = null,
  knownLogins: ReadonlyMap<string, number> = new Map(),
) {
  const clock = turnedClock(NOW);
  const logins: (readonly [string, number])[] = [];
  const tracker = new AuthFailureTracker({
    clock,
    limits: () => ({ authFailures: 3, withinMinutes: 10 }),
    keyedHash: (text) => `hash of ${text}`,
    findExemption: () => exemption,
    knownLogins,
    onLogin: (network, at) => logins.push([network, at]),
  });
  const fail = (password: string, ip = '192.0.2.7', login = 'u1@local.test'): FailureOutcome =>
    tracker.failed(ip, login, password);
  return { tracker, clock, fail, logins };
}

const counted = (failures: number) => ({ kind: 'counted', failures });
const BLOCK = { kind: 'block', reason: '3 failed sign-ins within 10 minutes' };

describe('failed sign-ins', () => {
  test('block their network when there are as many as the setting says', () => {
    const { fail } = openTracker();
    expect([fail('a'), fail('b'), fail('c')]).toEqual([counted(1), counted(2), BLOCK]);
  });

  test('start anew after the block', () => {
    const { fail } = openTracker();
    expect([fail('a'), fail('b'), fail('c'), fail('d')][3]).toEqual(counted(1));
  });

  test('with the same wrong password for the same account count once', () => {
    const { fail } = openTracker();
    expect([fail('old'), fail('old'), fail('old'), fail('old')]).toEqual([
      counted(1),
      { kind: 'repeated', failures: 1 },
      { kind: 'repeated', failures: 1 },
      { kind: 'repeated', failures: 1 },
    ]);
  });

  test('with one password for several accounts count each', () => {
    const { fail } = openTracker();
    const outcomes = ['u1', 'u2', 'u3'].map((name) => fail('summer', '192.0.2.7', `${name}@local.test`));
    expect(outcomes).toEqual([counted(1), counted(2), BLOCK]);
  });

  test('do not run into one another, wherever account ends and password begins', () => {
    const { fail } = openTracker();
    expect([fail('bc', '192.0.2.7', 'a'), fail('c', '192.0.2.7', 'ab')]).toEqual([counted(1), counted(2)]);
  });

  test('count no longer when they are older than the time set', () => {
    const { fail, clock } = openTracker();
    fail('a');
    clock.advanceMinutes(5);
    fail('b');
    clock.advanceMinutes(5);
    expect(fail('c')).toEqual(counted(2));
  });

  test('count by address for IPv4 and by /64 for IPv6', () => {
    const { fail } = openTracker();
    expect([fail('a', '192.0.2.7'), fail('b', '192.0.2.8')]).toEqual([counted(1), counted(1)]);
    expect([fail('a', '2001:db8::1'), fail('b', '2001:db8::2')]).toEqual([counted(1), counted(2)]);
  });

  test('never block a network from which somebody signed in within a day', () => {
    const { fail, tracker, clock } = openTracker();
    tracker.succeeded('192.0.2.7');
    clock.advanceMinutes(1439);
    const exempt = { kind: 'exempt', because: 'somebody signed in from it within the last 24 hours' };
    expect([fail('a'), fail('b'), fail('c')]).toEqual([exempt, exempt, exempt]);
    clock.advanceMinutes(1);
    expect(fail('d')).toEqual(counted(1));
  });

  test('never block such a network after a restart either', () => {
    const { tracker, logins } = openTracker();
    tracker.succeeded('2001:db8::1');
    expect(logins).toEqual([['2001:db8::/64', NOW]]);
    const later = openTracker(null, new Map(logins));
    expect(later.fail('a', '2001:db8::2').kind).toBe('exempt');
    later.clock.advanceMinutes(1440);
    expect(later.fail('a', '2001:db8::2')).toEqual(counted(1));
  });

  test('are forgotten when somebody signs in', () => {
    const { fail, tracker, clock } = openTracker();
    fail('a');
    tracker.succeeded('192.0.2.7');
    clock.advanceMinutes(1440);
    expect(fail('b')).toEqual(counted(1));
  });

  test.each([
    ['allow-list', 'it is on the allow list'],
    ['trusted-ip', 'it is in the Trusted IPs'],
    ['own-address', "it is one of this machine's own addresses"],
  ] as const)('never block a client that is exempt: %s', (exemption, because) => {
    const { fail } = openTracker(exemption);
    expect([fail('a'), fail('b'), fail('c')][2]).toEqual({ kind: 'exempt', because });
  });
});
