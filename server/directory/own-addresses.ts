import { networkInterfaces } from 'node:os';
import { formatNetwork, parseNetwork } from '../contract/network.ts';
import { createNetworkTable } from '../contract/network-table.ts';

/** Loopback, private (RFC 1918, RFC 4193) and link-local (RFC 3927, RFC 4291) ranges. */
const LOCAL_RANGES = [
  '127.0.0.0/8',
  '::1',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  'fe80::/10',
  'fc00::/7',
];

/**
 * Exactly 127.0.0.1, ::1 and the addresses of this machine's interfaces now: never put on the Dynamic Screen.
 * The rest of 127.0.0.0/8 is not among them.
 */
export function ownAddresses(interfaces = networkInterfaces()): readonly string[] {
  const addresses = Object.values(interfaces).flatMap((list) => list?.map(({ address }) => address) ?? []);
  const canonical = addresses.flatMap((address) => {
    const network = parseNetwork(address);
    return network === null ? [] : [formatNetwork(network)];
  });
  return [...new Set(['127.0.0.1', '::1', ...canonical])];
}

/** The Local IPs of a new installation: local ranges, and this machine's addresses where those do not hold them. */
export function defaultLocalIps(own: readonly string[] = ownAddresses()): readonly string[] {
  const ranges = createNetworkTable(LOCAL_RANGES.map((range) => [range, range] as const));
  return [...LOCAL_RANGES, ...new Set(own.filter((ip) => ranges.find(ip) === null))];
}
