import { expect, test } from 'vitest';
import type { Step } from '../../server/console/state-differences.ts';
import { subjectOf } from '../../server/console/subject-words.ts';

const ROWS: readonly (readonly [string, readonly Step[], string])[] = [
  [
    'a rule is called by its label',
    ['options', 'localIpMustAuth', 'mode'],
    '“Authentication is always required when mail is sent from local IPs”',
  ],
  [
    'so is its exception',
    ['options', 'localSenderMustAuth', 'unlessTrustedIp'],
    '“...unless message is from a Trusted IP”',
  ],
  ['so is a switch', ['options', 'trustedIpsMayRelay'], '“Trusted IPs may relay”'],
  [
    'an entry of a list by its address',
    ['whiteList', ['bulk@office.example'], 'comment'],
    'White list entry bulk@office.example',
  ],
  ['a network by its range', ['trustedIps', ['192.0.2.0/24']], 'Trusted IP 192.0.2.0/24'],
  [
    'the allow list stands with the Dynamic Screen',
    ['dynamicScreen', 'allowList', ['192.0.2.0/24']],
    'Allow list entry 192.0.2.0/24',
  ],
  [
    'its thresholds are settings',
    ['dynamicScreen', 'failedSignIns', 'count'],
    'What is set for Dynamic Screen',
  ],
  [
    'a key by its selector and domain',
    ['dkim', ['a._domainkey.office.example'], 'active'],
    'DKIM key a of office.example',
  ],
  ['an order by its list', ['aliases'], 'The order of the aliases'],
  ['a listener by its name', ['listeners', ['smtp'], 'port'], 'Listener smtp'],
  ['the host name as such', ['hostname'], 'The host name'],
  [
    'other settings by their part',
    ['outbound', 'smartHosts', ['relay.example'], 'port'],
    'What is set for outgoing mail',
  ],
];

test.each(ROWS)('%s', (_sentence, path, words) => {
  expect(subjectOf(path)).toBe(words);
});
