import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, test } from 'vitest';
import { suggest, type SuggestionSource } from '../../server/first-run/suggest.ts';

function suggestFor(source: Partial<SuggestionSource>) {
  return suggest({
    machineName: 'pc1',
    interfaces: {},
    publicIps: [],
    nameOf: () => Promise.resolve(null),
    ...source,
  });
}

function ipv4(cidr: string, internal = false): NetworkInterfaceInfo {
  return { address: '', netmask: '', family: 'IPv4', mac: '', internal, cidr };
}

describe('the host name', () => {
  test.each([
    ['a full name is the machine’s own', 'mail.office.example', 'mail.office.example', 'office.example'],
    ['one of two labels is the domain itself', 'office.example', 'office.example', 'office.example'],
    ['a bare name says nothing of the domain', 'pc1', 'pc1', null],
    ['nor does one of this house only', 'pc1.fritz.box', 'pc1.fritz.box', null],
    ['nor one of mDNS', 'macbook.local', 'macbook.local', null],
    ['what is no name is not suggested', 'Büro PC', 'localhost', null],
  ])('%s', async (_, machineName, hostname, domain) => {
    expect(await suggestFor({ machineName })).toEqual({ hostname, domain, localIps: [] });
  });

  test('comes from DNS where the machine has none', async () => {
    const found = await suggestFor({
      publicIps: ['203.0.113.7'],
      nameOf: (ip) => Promise.resolve(ip === '203.0.113.7' ? 'mail.office.example' : null),
    });
    expect(found).toMatchObject({ hostname: 'mail.office.example', domain: 'office.example' });
  });

  test('is not the provider’s name for the address', async () => {
    const found = await suggestFor({
      publicIps: ['203.0.113.7'],
      nameOf: () => Promise.resolve('203-0-113-7.dsl.provider.example'),
    });
    expect(found).toMatchObject({ hostname: 'pc1', domain: null });
  });
});

test('the networks are those of the house, each once', async () => {
  const interfaces = {
    lo: [ipv4('127.0.0.1/8', true)],
    eth0: [ipv4('192.168.1.20/24'), ipv4('192.168.1.21/24'), ipv4('203.0.113.7/29')],
    tun0: [ipv4('172.20.3.4/16'), { ...ipv4('fd00:1:2::5/64'), family: 'IPv6', scopeid: 0 } as const],
  };
  expect((await suggestFor({ interfaces })).localIps).toEqual([
    '192.168.1.0/24',
    '172.20.0.0/16',
    'fd00:1:2::/64',
  ]);
});
