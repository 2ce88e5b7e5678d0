import { expect, test } from 'vitest';
import { parseNetwork } from '../../server/contract/network.ts';
import { defaultLocalIps, ownAddresses } from '../../server/directory/own-addresses.ts';

const face = (address: string) => ({
  address,
  netmask: '',
  family: 'IPv4' as const,
  mac: '',
  internal: false,
  cidr: null,
});

test('own addresses are loopback and those of the interfaces, each once, nothing else of 127.0.0.0/8', () => {
  const interfaces = {
    lo: [face('127.0.0.1')],
    eth0: [face('203.0.113.5'), face('FE80::1')],
    down: undefined,
  };
  expect(ownAddresses(interfaces)).toEqual(['127.0.0.1', '::1', '203.0.113.5', 'fe80::1']);
});

test('the default Local IPs are networks in canonical form and hold the own addresses', () => {
  const ranges = defaultLocalIps(['127.0.0.1', '203.0.113.5']);
  expect(ranges.filter((range) => parseNetwork(range) === null)).toEqual([]);
  expect(ranges.slice(-2)).toEqual(['127.0.0.1', '203.0.113.5']);
});

test('this machine has at least its loopback addresses', () => {
  expect(ownAddresses()).toEqual(expect.arrayContaining(['127.0.0.1', '::1']));
});
