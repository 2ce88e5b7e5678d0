import { expect, test } from 'vitest';
import { blockedAtHome } from '../../server/app/blocked-at-home.ts';
import { createNetworkTable } from '../../server/contract/network-table.ts';
import type { ScreenedNetwork } from '../../server/contract/screened-network.ts';

const LOCAL = ['192.168.1.0/24', '2001:db8:1::/48'];
const table = createNetworkTable(LOCAL.map((range) => [range, range] as const));
const directory = { localRange: (ip: string) => table.find(ip) };
const blocked = (network: string, addedBy: ScreenedNetwork['addedBy'] = 'rule'): ScreenedNetwork => ({
  network,
  reason: '',
  sessionId: null,
  since: 0,
  until: null,
  offences: 1,
  hits: 0,
  addedBy,
});

test.each([
  ['a stranger', [blocked('203.0.113.7')], []],
  ['a machine at home', [blocked('192.168.1.9')], ['192.168.1.9']],
  ['a network at home', [blocked('2001:db8:1:5::/64')], ['2001:db8:1:5::/64']],
  ['a network that holds the home', [blocked('192.168.0.0/16', 'administrator')], ['192.168.0.0/16']],
  ['a machine at home that is let in all the same', [blocked('192.168.1.1')], []],
  [
    'a machine that was blocked by hand, behind an attack',
    [...Array.from({ length: 1500 }, () => blocked('203.0.113.7')), blocked('192.168.1.9', 'administrator')],
    ['192.168.1.9'],
  ],
])('%s', (_, list, expected) => {
  const found = blockedAtHome(list, directory, LOCAL, (ip) => (ip === '192.168.1.1' ? 'trusted-ip' : null));
  expect(found).toEqual(expected);
});
