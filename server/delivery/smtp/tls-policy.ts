import type { TlsaRecord } from '../../contract/dns.ts';

/** Who the server has to prove to be. */
export type CertificateCheck =
  /** Nobody: encryption alone. */
  | { readonly kind: 'none' }
  /** A certificate for the host's name (RFC 9525) from an authority that this machine trusts. */
  | { readonly kind: 'name'; readonly because: 'mta-sts' | 'configured' }
  /** RFC 7672. `names`: besides the host's own, what a certificate under a DANE-TA anchor may be for (§3.2.2). */
  | { readonly kind: 'dane'; readonly records: readonly TlsaRecord[]; readonly names: readonly string[] };

export type TlsPolicy =
  | { readonly kind: 'none' }
  /** TLS where it can be had, whoever the server is; plain otherwise (RFC 7435). */
  | { readonly kind: 'opportunistic' }
  | { readonly kind: 'required'; readonly start: 'starttls' | 'connect'; readonly check: CertificateCheck };

/** Two policies are the same exactly when their keys are: connections may be shared. */
export function tlsPolicyKey(policy: TlsPolicy): string {
  if (policy.kind !== 'required') return policy.kind;
  const { start, check } = policy;
  if (check.kind === 'none') return start;
  if (check.kind === 'name') return `${start} ${check.kind}`;
  const records = check.records.map(({ usage, selector, matchingType, data }) =>
    [usage, selector, matchingType, Buffer.from(data).toString('hex')].join(' '),
  );
  return [start, ...check.names, ...records.sort()].join('|');
}
