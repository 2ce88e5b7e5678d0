import { describe, expect, test } from 'vitest';
import {
  parseStsPolicy,
  parseStsRecord,
  permitsHost,
} from '../../../../server/delivery/smtp/mta-sts/sts-policy.ts';

describe('a policy file', () => {
  test('names mode, hosts and how long it holds', () => {
    const text = 'version: STSv1\nmode: enforce\nmx: MX1.x.test\r\nmx:*.y.test \nmax_age: 604800\nother: 1\n';
    expect(parseStsPolicy(text)).toEqual({
      mode: 'enforce',
      mx: ['mx1.x.test', '*.y.test'],
      maxAgeSeconds: 604_800,
    });
  });

  test.each([
    ['without a version', 'mode: none\nmax_age: 1'],
    ['of another version', 'version: STSv2\nmode: none\nmax_age: 1'],
    ['of an unknown mode', 'version: STSv1\nmode: strict\nmx: a.test\nmax_age: 1'],
    ['without a time', 'version: STSv1\nmode: testing\nmx: a.test'],
    ['without a sensible time', 'version: STSv1\nmode: testing\nmx: a.test\nmax_age: soon'],
    ['without hosts', 'version: STSv1\nmode: enforce\nmax_age: 1'],
    ['that is a web page', '<html><body>Not here</body></html>'],
  ])('%s is none', (_, text) => {
    expect(parseStsPolicy(text)).toBeNull();
  });

  test('of mode none needs no hosts, holds a year at most, and its first fields count', () => {
    const text = 'version: STSv1\nmode: none\nmode: enforce\nmax_age: 9999999999';
    expect(parseStsPolicy(text)).toEqual({ mode: 'none', mx: [], maxAgeSeconds: 31_557_600 });
  });
});

test.each([
  ['mx.x.test', true],
  ['a.y.test', true],
  ['y.test', false],
  ['a.b.y.test', false],
  ['other.test', false],
])('%s is permitted: %s', (host, isPermitted) => {
  expect(permitsHost({ mode: 'enforce', mx: ['mx.x.test', '*.y.test'], maxAgeSeconds: 1 }, host)).toBe(
    isPermitted,
  );
});

test.each<[readonly string[], string | null]>([
  [['v=STSv1; id=20160831085700Z;'], '20160831085700Z'],
  [['v=spf1 -all', 'v=STSv1;id=1'], '1'],
  [['v=STSv1; id=1;', 'v=STSv1; id=2;'], null],
  [['v=STSv1; id=a-b;'], null],
  [['v=STSv10; id=1;'], null],
  [[], null],
])('the records %j have the id %s', (records, id) => {
  expect(parseStsRecord(records)).toBe(id);
});
