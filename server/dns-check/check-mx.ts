import type { Dns, MxRecord } from '../contract/dns.ts';
import { missing, right, unknown, wrong } from './finding.ts';
import type { CheckSubject, RecordCheck } from './check-subject.ts';

/** Which server the world brings the domain's mail to (RFC 5321 §5.1). */
export const checkMx: RecordCheck = async (subject, { dns }) => {
  const { domain, hostname } = subject;
  const wanted = { type: 'MX', name: domain, value: `10 ${hostname}.` };
  const looked = { record: 'MX', name: domain, wanted } as const;
  const answer = await dns.resolve(domain, 'MX');
  if (answer.kind === 'failed') return [unknown(looked, answer.reason)];
  if (answer.kind === 'none') return [await whereNoneIs(subject, dns, looked)];

  const records = answer.records.toSorted((one, other) => one.preference - other.preference);
  const found = records.map(({ preference, exchange }) => `${preference} ${exchange}.`);
  // RFC 7505 §3.
  if (records.some(({ exchange }) => exchange === ''))
    return [wrong(looked, found, `This record says that ${domain} takes no mail at all.`)];
  const exchanges = await Promise.all(records.map((record) => lookAt(record, subject, dns)));
  const ours = exchanges.find(({ isOurs }) => isOurs);
  if (ours === undefined) {
    const first = records[0]?.exchange ?? '';
    const detail = `Mail for ${domain} goes to ${first}, not to this server. That is right only where ${first} passes it on to here.`;
    return [wrong(looked, found, detail)];
  }
  // RFC 5321 §5.1, RFC 2181 §10.3: the name must have addresses of its own.
  if (ours.alias !== null) {
    const detail = `${ours.exchange} is only an alias of ${ours.alias}. Some servers do not follow an alias: name the host itself.`;
    return [wrong(looked, found, detail)];
  }
  const isFirst = exchanges[0] === ours;
  const detail = isFirst
    ? `Mail for ${domain} comes to this server.`
    : `Mail for ${domain} goes to ${exchanges[0]?.exchange ?? ''} first, and here where that is not reached.`;
  return [right(looked, found, detail)];
};

async function whereNoneIs({ domain }: CheckSubject, dns: Dns, looked: Parameters<typeof missing>[0]) {
  const answer = await dns.resolve(domain, 'A');
  const detail =
    answer.kind === 'found'
      ? `No record says where mail for ${domain} goes, so it goes to the address of ${domain} itself: ${answer.records.join(', ')}.`
      : `No record says where mail for ${domain} goes: nobody can write to it from elsewhere.`;
  return missing(looked, detail);
}

async function lookAt({ exchange }: MxRecord, { hostname, publicIps }: CheckSubject, dns: Dns) {
  const [alias, ...addresses] = await Promise.all([
    dns.resolve(exchange, 'CNAME'),
    dns.resolve(exchange, 'A'),
    dns.resolve(exchange, 'AAAA'),
  ]);
  const ips = addresses.flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
  return {
    exchange,
    isOurs: exchange === hostname || ips.some((ip) => publicIps.includes(ip)),
    alias: alias.kind === 'found' ? (alias.records[0] ?? null) : null,
  };
}
