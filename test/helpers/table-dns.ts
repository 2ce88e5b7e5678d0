import type { Dns, DnsRecords, DnsType } from '../../server/contract/dns.ts';

export type DnsTable = Readonly<Record<string, { readonly [T in DnsType]?: readonly DnsRecords[T][] }>>;

export interface TableDns extends Dns {
  /** What there is. A name that is absent does not exist. */
  table: DnsTable;
  /** Names whose answers DNSSEC proves. */
  secure: readonly string[];
  /** Questions (`example.com MX`) and names that get no answer. */
  failing: readonly string[];
  /** Names that keep whoever asks waiting for ever. */
  hanging: readonly string[];
  readonly questions: string[];
}

/** The `Dns` port on a table. */
export function tableDns(table: DnsTable): TableDns {
  const dns: TableDns = {
    table,
    secure: [],
    failing: [],
    hanging: [],
    questions: [],
    resolve: <T extends DnsType>(name: string, type: T) => {
      dns.questions.push(`${name} ${type}`);
      const secure = dns.secure.includes(name);
      if (dns.hanging.includes(name)) return new Promise(() => undefined);
      if (dns.failing.includes(name) || dns.failing.includes(`${name} ${type}`))
        return Promise.resolve({ kind: 'failed', reason: 'SERVFAIL' });
      const records = dns.table[name]?.[type];
      return Promise.resolve(
        records === undefined ? { kind: 'none', secure } : { kind: 'found', records, secure },
      );
    },
  };
  return dns;
}
