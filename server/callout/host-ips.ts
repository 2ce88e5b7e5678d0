import { formatNetwork, parseNetwork } from '../contract/network.ts';
import type { Clock } from '../contract/clock.ts';
import { ExpiringMap } from './expiring-map.ts';
import type { ResolveHost } from './host-connection.ts';

/** Hosts seldom move, and one that does is back in the list soon. */
const FRESH_MS = 5 * 60_000;
const LIMIT = 100;

/** The IP addresses of hosts, kept for a while. */
export class HostIps {
  readonly #resolve: ResolveHost;
  readonly #known: ExpiringMap<readonly string[]>;

  constructor(clock: Clock, resolve: ResolveHost) {
    this.#resolve = resolve;
    this.#known = new ExpiringMap({ lifetimeMs: FRESH_MS, limit: LIMIT, clock });
  }

  /** Whether one of the hosts has this IP address. A host whose addresses cannot be found out has none. */
  async include(ip: string, hosts: readonly { readonly host: string }[]): Promise<boolean> {
    const wanted = canonicalIp(ip);
    const ips = await Promise.all(hosts.map(({ host }) => this.#ipsOf(host)));
    return ips.some((ofHost) => ofHost.includes(wanted));
  }

  async #ipsOf(host: string): Promise<readonly string[]> {
    const known = this.#known.get(host);
    if (known) return known;
    const ips = (await this.#resolve(host).catch(() => [])).map(canonicalIp);
    this.#known.set(host, ips);
    return ips;
  }
}

/** One spelling for one address; an IPv4-mapped IPv6 address is the IPv4 address. */
function canonicalIp(ip: string): string {
  const network = parseNetwork(ip);
  return network === null ? ip : formatNetwork(network);
}
