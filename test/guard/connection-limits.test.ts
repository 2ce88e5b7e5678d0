import { describe, expect, test } from 'vitest';
import { ConnectionLimits, type Admission } from '../../server/guard/connection-limits.ts';

const open = (sessions: number, sessionsPerNetwork: number) =>
  new ConnectionLimits(() => ({ sessions, sessionsPerNetwork }));
const outcome = (admission: Admission) => (admission.kind === 'admitted' ? 'admitted' : admission.because);

describe('simultaneous sessions', () => {
  test('are limited in all', () => {
    const limits = open(2, 9);
    const admissions = ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map((ip) => outcome(limits.acquire(ip)));
    expect(admissions).toEqual(['admitted', 'admitted', 'too-many-sessions']);
  });

  test('are limited by IPv4 address', () => {
    const limits = open(9, 1);
    const admissions = ['192.0.2.1', '192.0.2.1', '192.0.2.2'].map((ip) => outcome(limits.acquire(ip)));
    expect(admissions).toEqual(['admitted', 'too-many-from-network', 'admitted']);
  });

  test('are limited by IPv6 /64', () => {
    const limits = open(9, 1);
    const admissions = ['2001:db8::1', '2001:db8::2', '2001:db8:0:1::1'].map((ip) =>
      outcome(limits.acquire(ip)),
    );
    expect(admissions).toEqual(['admitted', 'too-many-from-network', 'admitted']);
  });

  test('give their place back once, however often they are released', () => {
    const limits = open(2, 2);
    const first = limits.acquire('192.0.2.1');
    limits.acquire('192.0.2.1');
    if (first.kind === 'admitted') {
      first.release();
      first.release();
    }
    const admissions = [1, 2].map(() => outcome(limits.acquire('192.0.2.1')));
    expect(admissions).toEqual(['admitted', 'too-many-sessions']);
  });

  test('follow a limit that changes', () => {
    let sessionsPerNetwork = 1;
    const limits = new ConnectionLimits(() => ({ sessions: 9, sessionsPerNetwork }));
    limits.acquire('192.0.2.1');
    sessionsPerNetwork = 2;
    expect(outcome(limits.acquire('192.0.2.1'))).toBe('admitted');
  });
});
