import { expect, test } from 'vitest';
import { formatNetwork, parseNetwork } from '../../server/contract/network.ts';
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

test('the default Local IPs are networks in canonical form', () => {
  const networks = defaultLocalIps([]).map((range) => parseNetwork(range));
  expect(networks.map((network) => network && formatNetwork(network))).toEqual(defaultLocalIps([]));
});

test('the default Local IPs name an own address once, and only where no range holds it', () => {
  const added = defaultLocalIps(['127.0.0.1', '203.0.113.5', '192.168.1.2', '203.0.113.5', '::1']);
  expect(added.slice(defaultLocalIps([]).length)).toEqual(['203.0.113.5']);
});

test('this machine has at least its loopback addresses', () => {
  expect(ownAddresses()).toEqual(expect.arrayContaining(['127.0.0.1', '::1']));
});
