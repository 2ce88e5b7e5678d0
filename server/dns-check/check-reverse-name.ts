import type { DnsFinding } from '../contract/first-run.ts';
import { parseIp } from '../contract/network.ts';
import type { Dns } from '../contract/dns.ts';
import { missing, right, unknown, wrong } from './finding.ts';
import type { CheckSubject, RecordCheck } from './check-subject.ts';

/**
 * The name of each address that we send from, and whether that name leads back to it: servers refuse mail from
 * addresses without one. Where a smart host sends, its name counts and not ours.
 */
export const checkReverseName: RecordCheck = async (subject, { dns }) =>
  subject.smartHost === null ? Promise.all(subject.publicIps.map((ip) => checkIp(ip, subject, dns))) : [];

async function checkIp(ip: string, { hostname }: CheckSubject, dns: Dns): Promise<DnsFinding> {
  const name = reverseName(ip);
  const wanted = { type: 'PTR', name, value: `${hostname}.` };
  const looked = { record: 'PTR', name, wanted } as const;
  const answer = await dns.resolve(name, 'PTR');
  if (answer.kind === 'failed') return unknown(looked, answer.reason);
  if (answer.kind === 'none') {
    const detail = `${ip} has no name, and many servers take no mail from such an address. Whoever gave you the address can set it: your Internet provider.`;
    return missing(looked, detail);
  }
  const names = answer.records;
  const confirmed = await Promise.all(names.map((candidate) => leadsTo(candidate, ip, dns)));
  const good = names.filter((_, index) => confirmed[index] === true);
  if (good.includes(hostname)) return right(looked, names, `${ip} is called ${hostname}, and back.`);
  if (good[0] !== undefined) {
    const detail = `${ip} is called ${good[0]}, and back. That is enough for most; ${hostname} would be better.`;
    return right(looked, names, detail);
  }
  if (confirmed.includes(null)) return unknown(looked, `whether ${names.join(', ')} leads back is not known`);
  const detail = `${ip} is called ${names.join(', ')}, but that name does not lead back to it, so it counts for nothing. Your Internet provider can set it.`;
  return wrong(looked, names, detail);
}

/** Null where nobody knows. */
async function leadsTo(name: string, ip: string, dns: Dns): Promise<boolean | null> {
  const answer = await dns.resolve(name, ip.includes(':') ? 'AAAA' : 'A');
  if (answer.kind === 'failed') return null;
  const wanted = parseIp(ip)?.join();
  return answer.kind === 'found' && answer.records.some((found) => parseIp(found)?.join() === wanted);
}

/** `7.113.0.203.in-addr.arpa` (RFC 1035 §3.5), or nibbles under `ip6.arpa` (RFC 3596 §2.5). */
export function reverseName(ip: string): string {
  const bytes = parseIp(ip) ?? [];
  if (bytes.length === 4) return `${bytes.toReversed().join('.')}.in-addr.arpa`;
  const nibbles = bytes.flatMap((byte) => [byte >> 4, byte & 0xf]);
  return `${nibbles
    .toReversed()
    .map((nibble) => nibble.toString(16))
    .join('.')}.ip6.arpa`;
}
