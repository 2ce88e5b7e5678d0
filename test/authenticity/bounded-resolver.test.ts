import { expect, test } from 'vitest';
import { BoundedResolver } from '../../server/authenticity/bounded-resolver.ts';
import { tableDns } from '../helpers/table-dns.ts';

const TABLE = {
  'a.test': {
    A: ['192.0.2.1', '192.0.2.2'],
    TXT: ['v=spf1 -all', 'other'],
    MX: [{ preference: 10, exchange: 'mx.a.test' }],
  },
};

function resolverOf(dns = tableDns(TABLE)): {
  readonly resolver: BoundedResolver;
  readonly endTime: () => void;
} {
  const timers: (() => void)[] = [];
  const resolver = new BoundedResolver(dns, (run) => {
    timers.push(run);
    return () => undefined;
  });
  return {
    resolver,
    endTime: () => {
      timers.forEach((run) => {
        run();
      });
    },
  };
}

test('records come in the shapes of node:dns', async () => {
  const { resolver } = resolverOf();
  expect(await resolver.resolve('a.test', 'A')).toEqual(['192.0.2.1', '192.0.2.2']);
  expect(await resolver.resolve('a.test.', 'TXT')).toEqual([['v=spf1 -all'], ['other']]);
  expect(await resolver.resolve('a.test', 'MX')).toEqual([{ priority: 10, exchange: 'mx.a.test' }]);
});

test.each([
  ['a name that does not exist', 'b.test', 'A'],
  ['a type that does not exist', 'a.test', 'AAAA'],
  ['a type that nobody asks for', 'a.test', 'SRV'],
  ['a name that is none', 'a..test', 'TXT'],
  ['a name with a blank', 'a b.test', 'TXT'],
  ['a label that is too long', `${'a'.repeat(64)}.test`, 'TXT'],
  ['a name that is too long', 'a.'.repeat(140), 'TXT'],
])('%s has no record', async (_what, name, type) => {
  const { resolver } = resolverOf();
  await expect(resolver.resolve(name, type)).rejects.toMatchObject({ code: 'ENODATA' });
  expect(resolver.hasFailed(name, type)).toBe(false);
});

test('what DNS does not answer is a time-out, and it is remembered who', async () => {
  const dns = Object.assign(tableDns(TABLE), { failing: ['b.test'] });
  const { resolver } = resolverOf(dns);
  await expect(resolver.resolve('B.test', 'TXT')).rejects.toMatchObject({ code: 'ETIMEOUT' });
  expect([resolver.hasFailed('b.test', 'TXT'), resolver.hasFailed('b.test', 'A')]).toEqual([true, false]);
});

test('each question is asked once, in whatever letters', async () => {
  const dns = tableDns(TABLE);
  const { resolver } = resolverOf(dns);
  resolver.prefetch('a.test', 'TXT');
  await resolver.resolve('A.TEST', 'TXT');
  await resolver.resolve('a.test', 'A');
  expect(dns.questions).toEqual(['a.test TXT', 'a.test A']);
});

test('when the time is up, nothing is waited for, and what was answered stays known', async () => {
  const dns = Object.assign(tableDns(TABLE), { hanging: ['slow.test'] });
  const { resolver, endTime } = resolverOf(dns);
  const waiting = resolver.resolve('slow.test', 'TXT');
  await resolver.resolve('a.test', 'TXT');
  resolver.endAfter(9000);
  endTime();
  await expect(waiting).rejects.toMatchObject({ code: 'ETIMEOUT' });
  await expect(resolver.resolve('slow.test', 'A')).rejects.toMatchObject({ code: 'ETIMEOUT' });
  expect(await resolver.resolve('a.test', 'TXT')).toEqual([['v=spf1 -all'], ['other']]);
});
