import type { DnsReport } from '../contract/first-run.ts';
import { formatNetwork, parseNetwork } from '../contract/network.ts';
import type { Clock } from '../contract/clock.ts';
import type { Dns } from '../contract/dns.ts';
import { findAuthority } from './authority-dns.ts';
import { boundedDns } from './bounded-dns.ts';
import { checkDkim } from './check-dkim.ts';
import { checkDmarc } from './check-dmarc.ts';
import { checkHostAddress } from './check-host-address.ts';
import { checkMx } from './check-mx.ts';
import { checkReverseName } from './check-reverse-name.ts';
import { checkSpf } from './check-spf.ts';
import type { CheckServices, CheckSubject, RecordCheck } from './check-subject.ts';
import { compareViews, type View } from './compare-views.ts';
import { publicIpsOf } from './public-ips.ts';

const CHECKS: readonly RecordCheck[] = [
  checkMx,
  checkHostAddress,
  checkReverseName,
  checkSpf,
  checkDkim,
  checkDmarc,
];
const MOST_MS = 5000;

export interface DnsCheckPorts extends Omit<CheckServices, 'dns'> {
  readonly clock: Clock;
  /** Asks these servers, or where it is null those of the settings or the system; keeps no answers from before. */
  readonly askServers: (servers: readonly string[] | null) => Dns;
  /** The servers of the settings or the system. */
  readonly resolvers: () => readonly string[];
  /** This machine's addresses. */
  readonly ownIps: () => readonly string[];
  readonly mostMs?: number;
}

export type DnsQuestion = Pick<CheckSubject, 'domain' | 'hostname' | 'smartHost' | 'dkimKeys'>;

/**
 * Looks at everything in DNS that mail of a domain depends on, as the resolver sees it and as the domain's own name
 * servers do. Never rejects; takes five seconds at most, and what is not known by then is `unknown`.
 */
export async function checkDns(
  question: DnsQuestion,
  givenIps: readonly string[],
  ports: DnsCheckPorts,
): Promise<DnsReport> {
  const at = ports.clock();
  const signal = AbortSignal.timeout(ports.mostMs ?? MOST_MS);
  const resolver = boundedDns(ports.askServers(null), signal);
  const [subject, authority] = await Promise.all([
    completed(question, givenIps, ports, resolver),
    findAuthority(question.domain, resolver, (servers) => boundedDns(ports.askServers(servers), signal)),
  ]);
  const view = async (name: string, dns: Dns): Promise<View> => {
    const findings = await Promise.all(CHECKS.map((check) => check(subject, { ...ports, dns })));
    return { name, findings: findings.flat() };
  };
  const resolverName = ports.resolvers().join(', ') || 'the resolver';
  const [seen, source] = await Promise.all([
    view(resolverName, resolver),
    authority && view(authority.servers.join(', '), authority.dns),
  ]);
  return {
    domain: question.domain,
    at,
    publicIps: subject.publicIps,
    resolvers: source === null ? [resolverName] : [source.name, resolverName],
    findings: compareViews(seen, source),
  };
}

/** With the addresses that the administrator gave, else those of this machine, else those of its name. */
async function completed(
  question: DnsQuestion,
  givenIps: readonly string[],
  { ownIps }: DnsCheckPorts,
  dns: Dns,
): Promise<CheckSubject> {
  const known = givenIps.length > 0 ? givenIps.map(canonical) : publicIpsOf(ownIps());
  if (known.length > 0) return { ...question, publicIps: known, ipsAreAssumed: false };
  const { hostname } = question;
  const answers = await Promise.all([dns.resolve(hostname, 'A'), dns.resolve(hostname, 'AAAA')]);
  const publicIps = answers.flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
  return { ...question, publicIps, ipsAreAssumed: true };
}

function canonical(ip: string): string {
  const network = parseNetwork(ip);
  return network === null ? ip : formatNetwork(network);
}
