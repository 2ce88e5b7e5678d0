import { parseIp, parseNetwork } from './network.ts';

/** Values by network. A look-up costs one hash probe per distinct prefix length, however long the list is. */
export interface NetworkTable<V> {
  /** The value of the most specific network that holds the address, or null. */
  find(ip: string): V | null;
  /** The values of all networks that hold the address, the most specific first. */
  findAll(ip: string): readonly V[];
}

interface PrefixLevel<V> {
  readonly prefixLength: number;
  readonly values: ReadonlyMap<bigint, V>;
}

/** Builds the table. Keys that are no network are left out; of two equal networks the first one counts. */
export function createNetworkTable<V>(
  entries: Iterable<readonly [network: string, value: V]>,
): NetworkTable<V> {
  const byFamily = { 4: new Map<number, Map<bigint, V>>(), 6: new Map<number, Map<bigint, V>>() };
  for (const [text, value] of entries) {
    const network = parseNetwork(text);
    if (network === null) continue;
    const levels = byFamily[network.family];
    const values = levels.get(network.prefixLength) ?? new Map<bigint, V>();
    levels.set(network.prefixLength, values);
    const key = prefixOf(network.bytes, network.prefixLength);
    if (!values.has(key)) values.set(key, value);
  }
  const levels4 = mostSpecificFirst(byFamily[4]);
  const levels6 = mostSpecificFirst(byFamily[6]);
  return {
    find(ip) {
      const bytes = parseIp(ip);
      return bytes === null ? null : findIn(bytes.length === 4 ? levels4 : levels6, bytes);
    },
    findAll(ip) {
      const bytes = parseIp(ip);
      if (bytes === null) return [];
      const levels = bytes.length === 4 ? levels4 : levels6;
      return levels.flatMap(({ prefixLength, values }) => values.get(prefixOf(bytes, prefixLength)) ?? []);
    },
  };
}

function mostSpecificFirst<V>(
  levels: ReadonlyMap<number, ReadonlyMap<bigint, V>>,
): readonly PrefixLevel<V>[] {
  return [...levels]
    .map(([prefixLength, values]) => ({ prefixLength, values }))
    .sort((one, other) => other.prefixLength - one.prefixLength);
}

function findIn<V>(levels: readonly PrefixLevel<V>[], bytes: readonly number[]): V | null {
  for (const { prefixLength, values } of levels) {
    const value = values.get(prefixOf(bytes, prefixLength));
    if (value !== undefined) return value;
  }
  return null;
}

function prefixOf(bytes: readonly number[], prefixLength: number): bigint {
  const whole = bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  return whole >> BigInt(bytes.length * 8 - prefixLength);
}
