import { describe, expect, test } from 'vitest';
import { planHosts } from '../../../server/delivery/smtp/plan-hosts.ts';
import { tableDns } from '../../helpers/table-dns.ts';

const dns = () =>
  tableDns({
    'two.test': {
      MX: [
        { preference: 20, exchange: 'backup.two.test' },
        { preference: 10, exchange: 'mx.two.test' },
      ],
    },
    'mx.two.test': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] },
    'backup.two.test': { A: ['192.0.2.2'] },
    'equal.test': {
      MX: [
        { preference: 10, exchange: 'mx.two.test' },
        { preference: 10, exchange: 'backup.two.test' },
      ],
    },
    'implicit.test': { A: ['192.0.2.3'] },
    'null.test': { MX: [{ preference: 0, exchange: '' }] },
    'bare.test': { MX: [{ preference: 10, exchange: 'nothing.test' }] },
    'half.test': {
      MX: [
        { preference: 10, exchange: 'nothing.test' },
        { preference: 20, exchange: 'backup.two.test' },
      ],
    },
    'ours-first.test': { MX: [{ preference: 10, exchange: 'us.test' }] },
    'ours-second.test': {
      MX: [
        { preference: 5, exchange: 'mx.two.test' },
        { preference: 10, exchange: 'us.test' },
        { preference: 10, exchange: 'implicit.test' },
        { preference: 20, exchange: 'backup.two.test' },
      ],
    },
    'ours-by-address.test': { MX: [{ preference: 10, exchange: 'other-name.test' }] },
    'other-name.test': { A: ['198.51.100.7'] },
    'office.test': { A: ['192.168.1.5'] },
  });

async function plan(domain: string, { random = 0, table = dns() } = {}) {
  const ports = {
    dns: table,
    hostname: 'us.test',
    isOwnAddress: (ip: string) => ip === '198.51.100.7',
    random: () => random,
  };
  const result = await planHosts(domain, ports);
  if (result.kind === 'hosts')
    return result.hosts.map(
      ({ name, addresses, isProven }) => `${name} ${addresses.join(',')}${isProven ? ' proven' : ''}`,
    );
  const { code, enhanced } = result.failure;
  return `${result.kind} ${String(code)} ${enhanced}`;
}

describe('hosts of a domain', () => {
  test.each<[string, string, string | string[]]>([
    [
      'come by preference, IPv4 first',
      'two.test',
      ['mx.two.test 192.0.2.1,2001:db8::1', 'backup.two.test 192.0.2.2'],
    ],
    ['are the domain itself where it has no MX', 'implicit.test', ['implicit.test 192.0.2.3']],
    ['may have private addresses', 'office.test', ['office.test 192.168.1.5']],
    ['are fewer where one has no address', 'half.test', ['backup.two.test 192.0.2.2']],
    ['are those we are worse than', 'ours-second.test', ['mx.two.test 192.0.2.1,2001:db8::1']],
    ['are none for the null MX', 'null.test', 'refused 556 5.1.10'],
    ['are none where nothing is known of it', 'nothing.test', 'refused null 5.1.2'],
    ['are none where its servers have no address', 'bare.test', 'refused null 5.4.4'],
    ['are none where it is no name', 'müll.test', 'refused null 5.1.2'],
    ['are none where we are the best of them', 'ours-first.test', 'refused null 5.4.6'],
    ['are none where an address is ours', 'ours-by-address.test', 'refused null 5.4.6'],
    ['are the address of a literal', '[192.0.2.9]', ['[192.0.2.9] 192.0.2.9']],
    ['are the IPv6 address of a literal', '[ipv6:2001:db8::9]', ['[ipv6:2001:db8::9] 2001:db8::9']],
    ['are none for a literal of ours', '[198.51.100.7]', 'refused null 5.4.6'],
    ['are none for a literal of another kind', '[x400:a]', 'refused null 5.1.2'],
  ])('%s', async (_, domain, expected) => {
    expect(await plan(domain)).toEqual(expected);
  });

  test('of equal preference share the load', async () => {
    const orders = await Promise.all([0, 0.99].map((random) => plan('equal.test', { random })));
    expect(orders.map(([first]) => first?.split(' ')[0])).toEqual(['mx.two.test', 'backup.two.test']);
  });

  test.each([
    ['its MX records', 'two.test MX', 'deferred null 4.4.3'],
    ['the only address there could be', 'implicit.test A', 'deferred null 4.4.3'],
    ['some of the addresses', 'mx.two.test A', ['mx.two.test 2001:db8::1', 'backup.two.test 192.0.2.2']],
  ])('are tried later where DNS does not tell %s', async (_, failing, expected) => {
    const table = dns();
    table.failing = [failing];
    expect(await plan(failing.startsWith('implicit') ? 'implicit.test' : 'two.test', { table })).toEqual(
      expected,
    );
  });

  test('are proven where DNSSEC proves the MX records and the addresses', async () => {
    const table = dns();
    table.secure = ['two.test', 'mx.two.test', 'implicit.test'];
    expect(await plan('two.test', { table })).toEqual([
      'mx.two.test 192.0.2.1,2001:db8::1 proven',
      'backup.two.test 192.0.2.2',
    ]);
    expect(await plan('implicit.test', { table })).toEqual(['implicit.test 192.0.2.3 proven']);
    table.secure = ['mx.two.test'];
    expect((await plan('two.test', { table }))[0]).toBe('mx.two.test 192.0.2.1,2001:db8::1');
  });
});
