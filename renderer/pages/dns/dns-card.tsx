import type { DomainEntry } from '../../../server/contract/directory.ts';
import { Card } from '../../parts/card.tsx';
import { dnsText } from '../../text/en/dns-records.ts';
import { DnsCheck } from './dns-check.tsx';

const words = dnsText;

/** The records of each domain, to be checked whenever one was changed. */
export function DnsCard({ domains }: { readonly domains: readonly DomainEntry[] }) {
  return (
    <Card title={words.title} place="dns-records">
      <p className="card-lead">{domains.length === 0 ? words.noDomains : words.domainsLead}</p>
      {domains.map(({ name }) => (
        <section key={name} className="card-section" aria-label={words.findings(name)}>
          <h3>{name}</h3>
          <DnsCheck domain={name} />
        </section>
      ))}
    </Card>
  );
}
