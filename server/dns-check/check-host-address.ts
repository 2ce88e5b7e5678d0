import type { DnsFinding } from '../contract/first-run.ts';
import { formatNetwork, parseNetwork } from '../contract/network.ts';
import { missing, right, unknown, wrong } from './finding.ts';
import type { CheckServices, CheckSubject, RecordCheck } from './check-subject.ts';

/** Whether the host name leads to this server. IPv6 is looked at where this server or the name has it. */
export const checkHostAddress: RecordCheck = async (subject, services) => {
  const [ipv4, ipv6] = await Promise.all([
    checkFamily(subject, services, 'A'),
    checkFamily(subject, services, 'AAAA'),
  ]);
  return [ipv4, ipv6].filter((finding) => finding !== null);
};

async function checkFamily(
  { hostname, publicIps, ipsAreAssumed }: CheckSubject,
  { dns }: CheckServices,
  type: 'A' | 'AAAA',
): Promise<DnsFinding | null> {
  const own = ipsAreAssumed ? [] : publicIps.filter((ip) => ip.includes(':') === (type === 'AAAA'));
  const value = own[0] ?? 'your public address';
  const looked = { record: type, name: hostname, wanted: { type, name: hostname, value } } as const;
  const answer = await dns.resolve(hostname, type);
  if (answer.kind === 'failed') return type === 'A' || own.length > 0 ? unknown(looked, answer.reason) : null;
  const found = answer.kind === 'none' ? [] : answer.records.map(canonical);

  if (found.length === 0) {
    const isNeeded = own.length > 0 || (type === 'A' && publicIps.length === 0);
    return isNeeded
      ? missing(looked, `${hostname} has no ${type} record, so nobody finds this server by its name.`)
      : null;
  }
  if (ipsAreAssumed) {
    const detail = `${hostname} has this address. Whether it is yours cannot be seen from here: enter your public address above and check again.`;
    return { ...looked, state: 'unknown', found, detail, wanted: null };
  }
  if (own.length === 0) {
    const detail = `${hostname} has an ${type} record, but this server has no such address: others try it first and wait. Remove it.`;
    return wrong({ ...looked, wanted: null }, found, detail);
  }
  const strange = found.filter((ip) => !own.includes(ip));
  if (strange.length === found.length)
    return wrong(looked, found, `${hostname} leads to ${strange.join(', ')}, not to ${own.join(', ')}.`);
  if (strange.length > 0)
    return wrong(looked, found, `${hostname} also leads to ${strange.join(', ')}, which is not this server.`);
  return right(looked, found, `${hostname} leads to this server.`);
}

function canonical(ip: string): string {
  const network = parseNetwork(ip);
  return network === null ? ip : formatNetwork(network);
}
