import type { Dns } from '../../contract/dns.ts';
import { ownFailure, type FailureWords } from './failure.ts';
import type { MailServer } from './mail-server.ts';
import type { StsPolicies } from './mta-sts/sts-policies.ts';
import { addressesOfHost, tlsPolicyOfHost, type SystemLookup } from './named-host.ts';
import { planHosts, type PlanPorts } from './plan-hosts.ts';
import { secureMxHost } from './secure-mx-host.ts';
import type { DeliveryRoute } from './transport.ts';

export interface FindPorts extends PlanPorts {
  readonly dns: Dns;
  readonly systemLookup: SystemLookup;
  /** Null where policies are not honoured. */
  readonly sts: StsPolicies | null;
  /** Where the servers of other domains listen: 25. */
  readonly mxPort: number;
}

export type FoundServers =
  /** In the order in which they are tried; `skipped` says why others are left out. */
  | {
      readonly kind: 'servers';
      readonly servers: readonly MailServer[];
      readonly skipped: FailureWords | null;
    }
  | { readonly kind: 'refused' | 'deferred'; readonly failure: FailureWords };

/** The servers that a route leads to, and how they are spoken to. Rejects with StoreError. */
export async function findServers(route: DeliveryRoute, ports: FindPorts): Promise<FoundServers> {
  return route.kind === 'mx' ? findMxServers(route.domain, ports) : findNamedServer(route, ports);
}

async function findMxServers(domain: string, ports: FindPorts): Promise<FoundServers> {
  const { dns, mxPort, sts } = ports;
  const [plan, policy] = await Promise.all([
    planHosts(domain, ports),
    domain.startsWith('[') ? null : (sts?.policyOf(domain) ?? null),
  ]);
  if (plan.kind !== 'hosts') return plan;
  const secured = await Promise.all(
    plan.hosts.map(async (host) => ({
      host,
      ...(await secureMxHost(domain, host, mxPort, policy, dns)),
    })),
  );
  const servers = secured.flatMap((one) =>
    one.kind === 'use' ? [{ ...one.host, port: mxPort, tls: one.tls, login: null }] : [],
  );
  const skipped = secured.find((one) => one.kind === 'skip')?.failure ?? null;
  return { kind: 'servers', servers, skipped };
}

async function findNamedServer(
  route: Extract<DeliveryRoute, { kind: 'host' }>,
  { dns, systemLookup }: FindPorts,
): Promise<FoundServers> {
  const { host, port, tls, login, name } = route;
  const addresses = await addressesOfHost(host, dns, systemLookup);
  if (addresses.length === 0)
    return {
      kind: 'deferred',
      failure: ownFailure('4.4.3', `the ${name} ${host} has no address that DNS or this machine knows`),
    };
  const server: MailServer = { name: host, addresses, port, tls: tlsPolicyOfHost(host, tls), login };
  return { kind: 'servers', servers: [server], skipped: null };
}
