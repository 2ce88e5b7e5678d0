/** A range of IP addresses, parsed. An IPv4 address is held as four bytes, an IPv6 address as sixteen. */
export interface Network {
  readonly family: 4 | 6;
  readonly bytes: readonly number[];
  /** Number of leading bits that count: 0 to 32, or 0 to 128. */
  readonly prefixLength: number;
}

/** Parses `192.0.2.0/24`, `2001:db8::/32` or a single address. Host bits below the prefix are cleared. Null where it is none. */
export function parseNetwork(text: string): Network | null {
  const [addressText = '', prefixText, ...rest] = text.trim().split('/');
  if (rest.length > 0) return null;
  const bytes = parseIp(addressText);
  if (!bytes) return null;
  const family = bytes.length === 4 ? 4 : 6;
  const bits = bytes.length * 8;
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return null;
  const prefixLength = prefixText === undefined ? bits : Number(prefixText);
  if (prefixLength > bits) return null;
  return { family, bytes: mask(bytes, prefixLength), prefixLength };
}

/** Parses an IP address to its bytes. An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`) is the IPv4 address. Null where it is none. */
export function parseIp(text: string): readonly number[] | null {
  const bytes = text.includes(':') ? parseIpv6(text) : parseIpv4(text);
  if (!bytes) return null;
  const isMapped =
    bytes.length === 16 && bytes.slice(0, 10).every((b) => b === 0) && bytes[10] === 255 && bytes[11] === 255;
  return isMapped ? bytes.slice(12) : bytes;
}

/** Whether the address lies in the network. An address that cannot be parsed lies in none. */
export function networkContains(network: Network, ip: string): boolean {
  const bytes = parseIp(ip);
  if (bytes?.length !== network.bytes.length) return false;
  return mask(bytes, network.prefixLength).every((byte, index) => byte === network.bytes[index]);
}

/** The network in its shortest usual spelling; a single address is written without `/32` or `/128`. */
export function formatNetwork(network: Network): string {
  const address = network.family === 4 ? network.bytes.join('.') : formatIpv6(network.bytes);
  return network.prefixLength === network.bytes.length * 8
    ? address
    : `${address}/${String(network.prefixLength)}`;
}

/** The network that is blocked and counted for one client: the address itself for IPv4, its /64 for IPv6. */
export function networkOfClient(ip: string): Network | null {
  const bytes = parseIp(ip);
  if (!bytes) return null;
  const prefixLength = bytes.length === 4 ? 32 : 64;
  return { family: bytes.length === 4 ? 4 : 6, bytes: mask(bytes, prefixLength), prefixLength };
}

function mask(bytes: readonly number[], prefixLength: number): number[] {
  return bytes.map((byte, index) => {
    const bitsHere = Math.min(8, Math.max(0, prefixLength - index * 8));
    return byte & (0xff << (8 - bitsHere)) & 0xff;
  });
}

function parseIpv4(text: string): number[] | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return null;
  const bytes = match.slice(1).map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function parseIpv6(text: string): number[] | null {
  const halves = text.replace(/%.*$/, '').split('::'); // a zone index (RFC 4007) names an interface, not an address
  if (halves.length > 2) return null;
  const head = parseGroups(halves[0] ?? '');
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '') : [];
  if (!head || !tail) return null;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 2 ? missing < 2 : missing !== 0) return null;
  return [...head, ...Array<number>(missing).fill(0), ...tail];
}

function parseGroups(text: string): number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    if (index === groups.length - 1 && group.includes('.')) {
      const ipv4 = parseIpv4(group);
      if (!ipv4) return null;
      bytes.push(...ipv4);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return null;
      const value = parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    }
  }
  return bytes;
}

/** RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as `::`. */
function formatIpv6(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((bytes[i * 2] ?? 0) * 256 + (bytes[i * 2 + 1] ?? 0)).toString(16),
  );
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let end = start;
    while (end < 8 && groups[end] === '0') end++;
    if (end - start > best.length) best = { start, length: end - start };
  }
  if (best.start < 0) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}
