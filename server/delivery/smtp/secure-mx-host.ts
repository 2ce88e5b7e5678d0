import type { Dns } from '../../contract/dns.ts';
import { usableRecords } from './dane.ts';
import { ownFailure, type FailureWords } from './failure.ts';
import { permitsHost, type StsPolicy } from './mta-sts/sts-policy.ts';
import type { MailHost } from './plan-hosts.ts';
import type { TlsPolicy } from './tls-policy.ts';

export type SecuredHost =
  | { readonly kind: 'use'; readonly tls: TlsPolicy }
  /** Not to be delivered to now. */
  | { readonly kind: 'skip'; readonly failure: FailureWords };

/**
 * How mail gets to a host of `domain` safely. DANE comes before MTA-STS (RFC 8461 §2) and asks only where DNSSEC proved
 * the way up to here; without either, TLS is used where it can be had. TLSA records are looked for under the name in
 * the MX record, not under one that a CNAME leads to.
 */
export async function secureMxHost(
  domain: string,
  host: MailHost,
  port: number,
  sts: StsPolicy | null,
  dns: Dns,
): Promise<SecuredHost> {
  if (host.isProven) {
    const dane = await askDane(domain, host, port, dns);
    if (dane !== null) return dane;
  }
  if (sts?.mode !== 'enforce') return { kind: 'use', tls: { kind: 'opportunistic' } };
  if (!permitsHost(sts, host.name))
    return skip('4.7.5', `${host.name} is none of the servers that ${domain}'s MTA-STS policy names`);
  const check = { kind: 'name', because: 'mta-sts' } as const;
  return { kind: 'use', tls: { kind: 'required', start: 'starttls', check } };
}

async function askDane(domain: string, host: MailHost, port: number, dns: Dns): Promise<SecuredHost | null> {
  const answer = await dns.resolve(`_${String(port)}._tcp.${host.name}`, 'TLSA');
  // RFC 7672 §2.1.3: without an answer an attacker may be hiding the records.
  if (answer.kind === 'failed')
    return skip('4.7.5', `DNS does not tell the TLSA records of ${host.name}: ${answer.reason}`);
  if (answer.kind === 'none' || !answer.secure) return null;
  const records = usableRecords(answer.records);
  // RFC 7672 §2.2: records of which none is usable still promise TLS.
  const check =
    records.length === 0
      ? ({ kind: 'none' } as const)
      : ({ kind: 'dane', records, names: [domain] } as const);
  return { kind: 'use', tls: { kind: 'required', start: 'starttls', check } };
}

function skip(enhanced: string, text: string): SecuredHost {
  return { kind: 'skip', failure: ownFailure(enhanced, text) };
}
