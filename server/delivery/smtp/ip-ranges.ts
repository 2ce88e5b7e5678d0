import { networkContains, parseNetwork } from '../../contract/network.ts';

const LOOPBACK = networks('127.0.0.0/8', '::1', '0.0.0.0/8', '::');
/** RFC 1918, RFC 4193, RFC 3927, RFC 4291 §2.5.6, RFC 6598. */
const PRIVATE = networks(
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
);

/** This machine, whatever its interfaces; the unspecified address reaches it too. */
export function isLoopback(ip: string): boolean {
  return LOOPBACK.some((network) => networkContains(network, ip));
}

/** An address that only its own network knows: no authority certifies it. */
export function isPrivate(ip: string): boolean {
  return PRIVATE.some((network) => networkContains(network, ip));
}

function networks(...ranges: readonly string[]) {
  return ranges.map(parseNetwork).filter((network) => network !== null);
}
