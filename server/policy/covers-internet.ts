import { formatNetwork, networkContains, parseNetwork, type Network } from '../contract/network.ts';

/** Every IPv4 address, and every public IPv6 address (global unicast, RFC 3587 §3). */
const INTERNET = ['0.0.0.0/0', '2000::/3'];

/**
 * Whether the ranges, in CIDR form, together cover the whole internet of one address family: `0.0.0.0/0`, or its
 * two halves, or any other way to say the same.
 */
export function coversInternet(ranges: readonly string[]): boolean {
  const networks = parsed(ranges);
  return parsed(INTERNET).some((internet) => covers(networks, internet));
}

function parsed(ranges: readonly string[]): readonly Network[] {
  return ranges.map(parseNetwork).filter((network) => network !== null);
}

/** The whole lies in one of the networks, or each half of it is covered by those that lie within. */
function covers(networks: readonly Network[], whole: Network): boolean {
  if (networks.some((network) => isWithin(whole, network))) return true;
  const inside = networks.filter((network) => isWithin(network, whole));
  return inside.length > 0 && halvesOf(whole).every((half) => covers(inside, half));
}

function isWithin(inner: Network, outer: Network): boolean {
  return inner.prefixLength >= outer.prefixLength && networkContains(outer, firstIp(inner));
}

function firstIp(network: Network): string {
  return formatNetwork({ ...network, prefixLength: network.bytes.length * 8 });
}

function halvesOf(network: Network): readonly [Network, Network] {
  const prefixLength = network.prefixLength + 1;
  const bit = 0x80 >> (network.prefixLength % 8);
  const byteIndex = Math.floor(network.prefixLength / 8);
  const upper = network.bytes.map((byte, index) => (index === byteIndex ? byte | bit : byte));
  return [
    { ...network, prefixLength },
    { ...network, prefixLength, bytes: upper },
  ];
}
