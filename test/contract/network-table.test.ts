import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNetwork, networkContains, parseNetwork } from '../../server/contract/network.ts';
import { createNetworkTable } from '../../server/contract/network-table.ts';

const tableOf = (...ranges: readonly string[]) =>
  createNetworkTable(ranges.map((range) => [range, range] as const));

describe('a network table', () => {
  test.each([
    ['an address inside a range is found', ['192.0.2.0/24'], '192.0.2.77', '192.0.2.0/24'],
    ['an address outside every range is not', ['192.0.2.0/24'], '192.0.3.1', null],
    ['the most specific range answers', ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3'], '10.1.9.9', '10.1.0.0/16'],
    ['a range of the whole internet holds everything', ['0.0.0.0/0'], '203.0.113.9', '0.0.0.0/0'],
    ['IPv4 ranges hold no IPv6 addresses', ['0.0.0.0/0'], '2001:db8::1', null],
    ['an IPv4-mapped address is the IPv4 address', ['192.0.2.0/24'], '::ffff:192.0.2.1', '192.0.2.0/24'],
    ['a zone index does not matter', ['fe80::/10'], 'fe80::1%eth0', 'fe80::/10'],
    ['an IPv6 range', ['2001:db8::/32'], '2001:db8:ffff::1', '2001:db8::/32'],
    ['what is no address is in no range', ['0.0.0.0/0', '::/0'], 'localhost', null],
  ])('%s', (_why, ranges, ip, expected) => {
    expect(tableOf(...ranges).find(ip)).toEqual(expected);
  });

  test('it answers what a walk through the whole list would answer', () => {
    const ipv4 = fc
      .tuple(...[0, 1, 2, 3].map(() => fc.constantFrom(0, 1, 127, 128, 255)))
      .map((b) => b.join('.'));
    const ipv6 = fc.array(fc.constantFrom('0', '1', '8000', 'ffff'), { minLength: 8, maxLength: 8 });
    const ip = fc.oneof(
      ipv4,
      ipv6.map((groups) => groups.join(':')),
    );
    const range = fc.tuple(ip, fc.integer({ min: 0, max: 128 })).map(([address, length]) => {
      const network = parseNetwork(`${address}/${String(address.includes(':') ? length : length % 33)}`);
      return network === null ? address : formatNetwork(network);
    });
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), ip, (ranges, address) => {
        const holding = ranges.flatMap((text) => {
          const network = parseNetwork(text);
          return network && networkContains(network, address) ? [network] : [];
        });
        const names = holding
          .sort((one, other) => other.prefixLength - one.prefixLength)
          .map((network) => formatNetwork(network));
        expect(tableOf(...ranges).find(address)).toEqual(names[0] ?? null);
        expect(tableOf(...ranges).findAll(address)).toEqual([...new Set(names)]);
      }),
    );
  });
});
