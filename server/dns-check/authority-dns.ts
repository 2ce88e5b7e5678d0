import type { Dns, DnsAnswer, DnsRecords, DnsType } from '../contract/dns.ts';

/** Of a zone's servers so many are asked, one after the other. */
const MOST_SERVERS = 3;
/** Longer chains of aliases are somebody's mistake. */
const MOST_ALIASES = 8;

export interface Authority {
  /** Names of the servers, by which the administrator knows the provider. */
  readonly servers: readonly string[];
  readonly dns: Dns;
}

/**
 * DNS as the name servers of `domain` itself have it, before any cache does: what was changed a moment ago is seen
 * there first. Names elsewhere are asked of the resolver. Null where those servers cannot be found.
 */
export async function findAuthority(
  domain: string,
  resolver: Dns,
  askServers: (ips: readonly string[]) => Dns,
): Promise<Authority | null> {
  const zone = await zoneOf(domain, resolver);
  if (zone === null) return null;
  const servers = zone.servers.slice(0, MOST_SERVERS);
  const addresses = await Promise.all(servers.map((server) => resolver.resolve(server, 'A')));
  const ips = addresses.flatMap((answer) => (answer.kind === 'found' ? answer.records.slice(0, 1) : []));
  if (ips.length === 0) return null;
  const authority = askServers(ips);
  const isOfZone = (name: string): boolean => name === zone.name || name.endsWith(`.${zone.name}`);

  async function resolve<T extends DnsType>(
    name: string,
    type: T,
    aliases = 0,
  ): Promise<DnsAnswer<DnsRecords[T]>> {
    if (!isOfZone(name)) return resolver.resolve(name, type);
    const answer = await authority.resolve(name, type);
    if (answer.kind !== 'none' || type === 'CNAME' || aliases === MOST_ALIASES) return answer;
    // An authority does not follow an alias out of its zone (RFC 1034 §4.3.2).
    const alias = await authority.resolve(name, 'CNAME');
    const target = alias.kind === 'found' ? alias.records[0] : undefined;
    return target === undefined ? answer : resolve(target, type, aliases + 1);
  }
  return { servers, dns: { resolve: (name, type) => resolve(name, type) } };
}

/** The closest domain at or above this one that has name servers of its own. */
async function zoneOf(
  domain: string,
  resolver: Dns,
): Promise<{ readonly name: string; readonly servers: readonly string[] } | null> {
  const labels = domain.split('.');
  // A registry's own zone, above two labels, knows nothing of our records.
  const names = labels
    .slice(0, Math.max(1, labels.length - 1))
    .map((_, start) => labels.slice(start).join('.'));
  const answers = await Promise.all(names.map((name) => resolver.resolve(name, 'NS')));
  for (const [index, answer] of answers.entries()) {
    const name = names[index];
    if (answer.kind === 'found' && name !== undefined) return { name, servers: answer.records };
  }
  return null;
}
