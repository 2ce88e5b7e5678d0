import type { NetworkInterfaceInfo } from 'node:os';
import type { FirstRun } from '../contract/first-run.ts';
import { canonicalDomain, isAsciiDomain } from '../contract/domain.ts';
import { formatNetwork, parseNetwork } from '../contract/network.ts';

/** Ends of names that only a home or office knows (RFC 6762, RFC 8375, RFC 2606, and what routers make up). */
const LOCAL_ENDS = [
  'local',
  'localdomain',
  'lan',
  'home',
  'internal',
  'intranet',
  'corp',
  'home.arpa',
  'fritz.box',
];

export interface SuggestionSource {
  /** What the system calls this machine. */
  readonly machineName: string;
  readonly interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>;
  /** Addresses of this machine that the Internet knows. */
  readonly publicIps: readonly string[];
  /** The name that DNS has for an address; null where it has none, or none in time. */
  readonly nameOf: (ip: string) => Promise<string | null>;
}

/** What the wizard fills in before anybody has typed anything. */
export async function suggest(source: SuggestionSource): Promise<FirstRun['suggestions']> {
  const [publicIp] = source.publicIps;
  const named = publicIp === undefined ? null : await source.nameOf(publicIp);
  const hostname = hostNameOf(source.machineName, named, publicIp);
  return { hostname, domain: domainOf(hostname), localIps: officeNetworks(source.interfaces) };
}

/** A full name of the machine's own wins over the one of its address, which is often the provider's. */
function hostNameOf(machineName: string, named: string | null, publicIp: string | undefined): string {
  const own = canonicalDomain(machineName.replace(/\.$/, ''));
  const machine = own !== null && isAsciiDomain(own) ? own : 'localhost';
  if (machine.includes('.') && domainOf(machine) !== null) return machine;
  return named !== null && !isMadeUp(named, publicIp ?? '') ? named : machine;
}

/** The provider's name for an address, such as 203-0-113-7.dsl.example. */
function isMadeUp(name: string, ip: string): boolean {
  const parts = ip.split(/[.:]/).filter(Boolean);
  return parts.filter((part) => name.includes(part)).length >= Math.min(3, parts.length);
}

/** `office.example` of `mail.office.example`; null where the name is none of the Internet. */
function domainOf(hostname: string): string | null {
  const isLocal = LOCAL_ENDS.some((end) => hostname === end || hostname.endsWith(`.${end}`));
  const labels = hostname.split('.');
  if (isLocal || labels.length < 2) return null;
  return labels.length === 2 ? hostname : labels.slice(1).join('.');
}

/** The networks of this machine's interfaces that only a house has (RFC 1918, RFC 4193). */
function officeNetworks(interfaces: SuggestionSource['interfaces']): readonly string[] {
  const networks = Object.values(interfaces).flatMap((list) =>
    (list ?? []).flatMap(({ cidr, internal }) => {
      const network = internal || cidr === null ? null : parseNetwork(cidr);
      return network === null ? [] : [formatNetwork(network)];
    }),
  );
  return [
    ...new Set(
      networks.filter((network) => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/.test(network)),
    ),
  ];
}
