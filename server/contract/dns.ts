export interface MxRecord {
  readonly preference: number;
  /** Canonical, without the final dot; empty for the null MX (RFC 7505). */
  readonly exchange: string;
}

/** RFC 6698 §2.1. `data` is the certificate association. */
export interface TlsaRecord {
  readonly usage: number;
  readonly selector: number;
  readonly matchingType: number;
  readonly data: Uint8Array;
}

export interface DnsRecords {
  readonly A: string;
  readonly AAAA: string;
  readonly MX: MxRecord;
  /** The strings of one record, joined. */
  readonly TXT: string;
  readonly TLSA: TlsaRecord;
  readonly CNAME: string;
  readonly PTR: string;
  /** Names of the servers that have a zone. */
  readonly NS: string;
}

export type DnsType = keyof DnsRecords;

/**
 * - `found`: at least one record; `secure`: the validating server says that DNSSEC proves it;
 * - `none`: the name or the type does not exist; `failed`: nobody knows (SERVFAIL, time-out, bogus signatures).
 */
export type DnsAnswer<T> =
  | { readonly kind: 'found'; readonly records: readonly T[]; readonly secure: boolean }
  | { readonly kind: 'none'; readonly secure: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

/** Never rejects. Answers within ten seconds. */
export interface Dns {
  resolve<T extends DnsType>(name: string, type: T): Promise<DnsAnswer<DnsRecords[T]>>;
}
