import { formatNetwork, networkContains, parseNetwork } from '../contract/network.ts';

/** What belongs to nobody else: private, shared, loopback and link-local (RFC 1918, 6598, 5735, 3927, 4193, 4291). */
const OWN = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '::1',
  'fc00::/7',
  'fe80::/10',
].flatMap((range) => parseNetwork(range) ?? []);

/** Prefixes that no office has to itself: more than a /16, or more than what one provider has of IPv6. */
const WIDEST = { 4: 16, 6: 32 } as const;

/** Whether the range, in CIDR form, holds more public addresses than one office can have. */
export function isWide(range: string): boolean {
  const network = parseNetwork(range);
  if (network === null || network.prefixLength >= WIDEST[network.family]) return false;
  const first = formatNetwork({ ...network, prefixLength: network.bytes.length * 8 });
  return !OWN.some((own) => own.prefixLength <= network.prefixLength && networkContains(own, first));
}
