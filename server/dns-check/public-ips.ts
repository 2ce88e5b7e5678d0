import { networkContains, parseNetwork } from '../contract/network.ts';

/** What the Internet knows nothing of: RFC 6890 and RFC 4193, RFC 6598, RFC 3927, RFC 4291. */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::/127',
  'fc00::/7',
  'fe80::/10',
].flatMap((range) => parseNetwork(range) ?? []);

/** Those addresses at which others can reach a machine. */
export function publicIpsOf(ips: readonly string[]): readonly string[] {
  return ips.filter((ip) => !NOT_PUBLIC.some((network) => networkContains(network, ip)));
}
