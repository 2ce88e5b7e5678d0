import type { HealthItem } from '../../contract/health.ts';
import type { Check } from '../health-facts.ts';
import { isWide } from '../wide-range.ts';
import { names } from '../words.ts';

/**
 * Nobody but users sends to other servers through this one. The settings say it of every address, the test of the one
 * it came from: each finds what the other cannot.
 */
export const checkOpenRelay: Check = ({ status, relayTest }, { settings, lists }) => [
  ...checkTest(relayTest),
  ...checkSettings(
    settings.options.trustedIpsMayRelay,
    status.warnings.some(({ code }) => code === 'trusted-covers-internet'),
    lists.trustedIps.map(({ range }) => range).filter(isWide),
  ),
];

function checkTest(relayTest: Parameters<Check>[0]['relayTest']): readonly HealthItem[] {
  if (relayTest?.test.result !== 'accepted') return [];
  if (relayTest.isOutdated)
    return [
      {
        code: 'relay-test-outdated',
        severity: 'attention',
        text: 'The last relay test found this server open, and the settings have changed since.',
        detail: 'Test again to see whether it is closed now.',
        action: { words: 'Go to the relay test', page: '/dashboard' },
      },
    ];
  return [
    {
      code: 'open-relay',
      severity: 'alarm',
      text: 'This server is an open relay: the test could send to another server without signing in.',
      detail: relayTest.test.detail,
      action: { words: 'Look at the Trusted IPs', page: '/networks' },
    },
  ];
}

function checkSettings(
  trustedMayRelay: boolean,
  coversInternet: boolean,
  wide: readonly string[],
): readonly HealthItem[] {
  if (!trustedMayRelay) return [];
  const action = { words: 'Look at the Trusted IPs', page: '/networks' };
  if (coversInternet)
    return [
      {
        code: 'relay-open-to-internet',
        severity: 'alarm',
        text: 'Anybody may send through this server: the Trusted IPs cover the whole internet and may relay.',
        detail: 'Spammers find such a server within hours, and others then refuse your mail.',
        action,
      },
    ];
  if (wide.length === 0) return [];
  return [
    {
      code: 'relay-open-wide',
      severity: 'attention',
      text: `Every machine in ${names(wide, 3)} may send through this server without signing in.`,
      detail: 'A trusted range should hold your own machines and nobody else.',
      action,
    },
  ];
}
