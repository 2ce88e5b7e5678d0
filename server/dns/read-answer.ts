import type { Answer, DecodedPacket } from 'dns-packet';
import type { DnsAnswer, DnsRecords, DnsType } from '../contract/dns.ts';
import { nameFromAnswer } from './dns-name.ts';

export interface ReadAnswer<T extends DnsType> {
  readonly answer: DnsAnswer<DnsRecords[T]>;
  /** How long the zone's owner lets it be kept; null where the answer does not say (RFC 2308 §5). */
  readonly ttlSeconds: number | null;
}

/** Longer chains of aliases are somebody's mistake. */
const MAX_ALIASES = 16;

/** Reads what a server's NOERROR or NXDOMAIN says of `name`. `isSecure`: its AD bit counts. */
export function readAnswer<T extends DnsType>(
  packet: DecodedPacket,
  name: string,
  type: T,
  isSecure: boolean,
): ReadAnswer<T> {
  const answers = packet.answers ?? [];
  const aliases = type === 'CNAME' ? [] : followAliases(answers, name);
  const owner = aliases.at(-1)?.target ?? name;
  const found = answers.filter((answer) => isOf(answer, type, owner));
  const records = found.flatMap((answer) => READERS[type](answer));
  const secure = isSecure && packet.flag_ad;
  if (records.length === 0)
    return { answer: { kind: 'none', secure }, ttlSeconds: negativeTtl(packet.authorities ?? []) };
  const ttls = [...aliases.map(({ ttl }) => ttl), ...found.map(ttlOf)];
  return { answer: { kind: 'found', records, secure }, ttlSeconds: Math.min(...ttls) };
}

interface Alias {
  readonly target: string;
  readonly ttl: number;
}

function followAliases(answers: readonly Answer[], name: string): readonly Alias[] {
  const chain: Alias[] = [];
  let owner = name;
  while (chain.length < MAX_ALIASES) {
    const next = answers.find((answer) => isOf(answer, 'CNAME', owner));
    if (next?.type !== 'CNAME') break;
    owner = nameFromAnswer(next.data);
    chain.push({ target: owner, ttl: ttlOf(next) });
  }
  return chain;
}

function isOf(answer: Answer, type: DnsType, owner: string): boolean {
  return answer.type === type && nameFromAnswer(answer.name) === owner;
}

function ttlOf(answer: Answer): number {
  return 'ttl' in answer ? (answer.ttl ?? 0) : 0;
}

/** RFC 2308 §5: the smaller of the SOA's own TTL and its MINIMUM. */
function negativeTtl(authorities: readonly Answer[]): number | null {
  const soa = authorities.find((answer) => answer.type === 'SOA');
  if (soa === undefined) return null;
  return Math.min(soa.ttl ?? 0, soa.data.minimum ?? 0);
}

/** Each reads a record of its type. */
const READERS: { readonly [T in DnsType]: (answer: Answer) => readonly DnsRecords[T][] } = {
  A: (answer) => (answer.type === 'A' ? [answer.data] : []),
  AAAA: (answer) => (answer.type === 'AAAA' ? [answer.data] : []),
  CNAME: (answer) => (answer.type === 'CNAME' ? [nameFromAnswer(answer.data)] : []),
  NS: (answer) => (answer.type === 'NS' ? [nameFromAnswer(answer.data)] : []),
  PTR: (answer) => (answer.type === 'PTR' ? [nameFromAnswer(answer.data)] : []),
  MX: (answer) => {
    if (answer.type !== 'MX') return [];
    const { preference = 0, exchange } = answer.data;
    return [{ preference, exchange: nameFromAnswer(exchange) }];
  },
  TXT: (answer) => {
    if (answer.type !== 'TXT') return [];
    const strings = Array.isArray(answer.data) ? answer.data : [answer.data];
    return [Buffer.concat(strings.map((text) => Buffer.from(text))).toString('utf8')];
  },
  TLSA: (answer) => {
    if (answer.type !== 'TLSA') return [];
    const { usage, selector, matchingType, certificate } = answer.data;
    return [{ usage, selector, matchingType, data: Uint8Array.from(certificate) }];
  },
};
