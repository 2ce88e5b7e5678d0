import type { Dns, DnsRecords, DnsType } from '../../server/contract/services.ts';

type Table = Readonly<Record<string, { readonly [T in DnsType]?: readonly DnsRecords[T][] }>>;

export interface TableDns extends Dns {
  /** Names whose answers DNSSEC proves. */
  secure: readonly string[];
  /** Questions (`example.com MX`) and names that get no answer. */
  failing: readonly string[];
  readonly questions: string[];
}

/** The `Dns` port on a table. */
export function tableDns(table: Table): TableDns {
  const dns: TableDns = {
    secure: [],
    failing: [],
    questions: [],
    resolve: <T extends DnsType>(name: string, type: T) => {
      dns.questions.push(`${name} ${type}`);
      const secure = dns.secure.includes(name);
      if (dns.failing.includes(name) || dns.failing.includes(`${name} ${type}`))
        return Promise.resolve({ kind: 'failed', reason: 'SERVFAIL' });
      const records = table[name]?.[type];
      return Promise.resolve(
        records === undefined ? { kind: 'none', secure } : { kind: 'found', records, secure },
      );
    },
  };
  return dns;
}
