import { isAsciiDomain } from '../../contract/domain.ts';
import { parseIp } from '../../contract/network.ts';
import type { Dns, DnsAnswer, MxRecord } from '../../contract/dns.ts';
import { ownFailure, type FailureWords } from './failure.ts';
import { shuffled } from './shuffled.ts';

/** A host that takes mail for a domain. */
export interface MailHost {
  /** Canonical; the address in brackets where there is no name. */
  readonly name: string;
  /** In the order in which they are tried; at least one. */
  readonly addresses: readonly string[];
  /** DNSSEC proves both the way to the name and its addresses, so that DANE may be asked for (RFC 7672 §2.2). */
  readonly isProven: boolean;
}

export type HostPlan =
  | { readonly kind: 'hosts'; readonly hosts: readonly MailHost[] }
  | { readonly kind: 'refused' | 'deferred'; readonly failure: FailureWords };

export interface PlanPorts {
  readonly dns: Dns;
  readonly hostname: string;
  /** Whether an address is this machine's. Loopback is, so that nobody's MX record can aim us at ourselves. */
  readonly isOwnAddress: (ip: string) => boolean;
  /** From 0 up to 1, as Math.random. */
  readonly random: () => number;
}

/** Who publishes more wants to keep us busy. */
const MAX_HOSTS = 20;

/**
 * The hosts to try for a domain, in order (RFC 5321 §5.1). Private addresses (RFC 1918) are tried like others: in an
 * office with a DNS of its own they are the neighbour's mail server.
 */
export async function planHosts(domain: string, ports: PlanPorts): Promise<HostPlan> {
  if (domain.startsWith('[')) return planLiteral(domain, ports);
  if (!isAsciiDomain(domain)) return refused('5.1.2', `${domain} is no domain that can be looked up`);
  const answer = await ports.dns.resolve(domain, 'MX');
  if (answer.kind === 'failed') return deferred(`DNS does not answer for ${domain}: ${answer.reason}`);
  // RFC 5321 §5.1: without MX records the domain itself is its only host.
  const implicit: MxRecord = { preference: 0, exchange: domain };
  const records = answer.kind === 'found' ? answer.records : [implicit];
  const named = records.filter(({ exchange }) => exchange !== '');
  // RFC 7505 §3
  if (named.length === 0)
    return {
      kind: 'refused',
      failure: { code: 556, enhanced: '5.1.10', text: `${domain} takes no mail: its MX record says so` },
    };
  return resolveHosts(domain, inOrder(named, ports.random), answer, ports);
}

async function resolveHosts(
  domain: string,
  records: readonly MxRecord[],
  mx: DnsAnswer<MxRecord>,
  ports: PlanPorts,
): Promise<HostPlan> {
  const resolved = await Promise.all(
    records.slice(0, MAX_HOSTS).map(async (record) => ({
      ...record,
      ...(await resolveAddresses(record.exchange, ports)),
    })),
  );
  const wePrefer = Math.min(
    ...resolved
      .filter(({ exchange, addresses }) => exchange === ports.hostname || addresses.some(ports.isOwnAddress))
      .map(({ preference }) => preference),
  );
  // RFC 5321 §5.1: hosts no better than ourselves would only send the message back.
  const others = resolved.filter(({ preference }) => preference < wePrefer);
  if (others.length === 0)
    return refused('5.4.6', `mail for ${domain} loops: DNS says that it is for this server`);
  const reachable = others.filter(({ addresses }) => addresses.length > 0);
  if (reachable.length > 0) {
    const isProven = mx.kind !== 'failed' && mx.secure;
    return {
      kind: 'hosts',
      hosts: reachable.map(({ exchange, addresses, isSecure }) => ({
        name: exchange,
        addresses,
        isProven: isProven && isSecure,
      })),
    };
  }
  const reason = others.find(({ failed }) => failed !== null)?.failed ?? null;
  if (reason !== null) return deferred(`DNS does not tell the addresses of ${domain}'s servers: ${reason}`);
  return mx.kind === 'found'
    ? refused('5.4.4', `the mail servers of ${domain} have no address`)
    : refused('5.1.2', `${domain} has no mail server`);
}

interface ResolvedHost {
  readonly addresses: readonly string[];
  readonly isSecure: boolean;
  /** Why nobody knows whether there are more; null where all is known. */
  readonly failed: string | null;
}

/**
 * IPv4 comes first: many receivers refuse for good what comes from an IPv6 address without a name, and an office line
 * rarely gives it one.
 */
async function resolveAddresses(name: string, { dns, random }: PlanPorts): Promise<ResolvedHost> {
  const answers = await Promise.all([dns.resolve(name, 'A'), dns.resolve(name, 'AAAA')]);
  const found = answers.filter((answer) => answer.kind === 'found');
  const failure = answers.find((answer) => answer.kind === 'failed');
  return {
    addresses: found.flatMap(({ records }) => shuffled(records, random)),
    isSecure: found.length > 0 && found.every(({ secure }) => secure),
    failed: failure?.reason ?? null,
  };
}

function inOrder(records: readonly MxRecord[], random: () => number): readonly MxRecord[] {
  // RFC 5321 §5.1: equal preferences share the load. The sort is stable.
  return shuffled(records, random).sort((one, other) => one.preference - other.preference);
}

function planLiteral(domain: string, { isOwnAddress }: PlanPorts): HostPlan {
  const ip = domain.slice(1, -1).replace(/^ipv6:/i, '');
  if (parseIp(ip) === null) return refused('5.1.2', `${domain} is no address that mail can be sent to`);
  if (isOwnAddress(ip)) return refused('5.4.6', `mail for ${domain} loops: the address is this server's`);
  return { kind: 'hosts', hosts: [{ name: domain, addresses: [ip], isProven: false }] };
}

function refused(enhanced: string, text: string): HostPlan {
  return { kind: 'refused', failure: ownFailure(enhanced, text) };
}

function deferred(text: string): HostPlan {
  return { kind: 'deferred', failure: ownFailure('4.4.3', text) };
}
