import type { DnsFinding } from '../contract/first-run.ts';
import { missing, right, unknown, wrong } from './finding.ts';
import type { CheckServices, CheckSubject, RecordCheck, SpfVerdict } from './check-subject.ts';

/**
 * Whether SPF lets the domain's mail pass: its record is evaluated, lookups and all, for each address that the mail
 * comes from. How the record is written is its owner's affair.
 */
export const checkSpf: RecordCheck = async (subject, services) => {
  const { domain } = subject;
  const answer = await services.dns.resolve(domain, 'TXT');
  const suggested = { type: 'TXT', name: domain, value: suggestedRecord(subject) };
  const looked = { record: 'SPF', name: domain, wanted: suggested } as const;
  if (answer.kind === 'failed') return [unknown(looked, answer.reason)];
  // RFC 7208 §4.5.
  const records = answer.kind === 'none' ? [] : answer.records.filter((text) => /^v=spf1(?: |$)/i.test(text));
  const [record, ...more] = records;
  if (record === undefined) {
    const detail = `No record says which servers send mail of ${domain}: anybody may claim to, and yours are trusted less.`;
    return [missing(looked, detail)];
  }
  if (more.length > 0) {
    const detail = `There are ${records.length} SPF records, which makes all of them void. Keep one.`;
    return [wrong(looked, records, detail)];
  }
  return [await judge(record, subject, services)];
};

interface Judged {
  readonly ip: string;
  readonly verdict: SpfVerdict;
}

async function judge(record: string, subject: CheckSubject, services: CheckServices): Promise<DnsFinding> {
  const { domain, hostname, smartHost } = subject;
  const base = { record: 'SPF', name: domain, wanted: null } as const;
  const ips = smartHost === null ? subject.publicIps : await addressesOf(smartHost, services);
  if (ips.length === 0) {
    const whose = smartHost === null ? 'this server sends' : `${smartHost} sends`;
    const detail = `There is a record, but the address from which ${whose} is not known, so it could not be tried.`;
    return { ...base, state: 'unknown', found: [record], detail };
  }
  const judged: readonly Judged[] = await Promise.all(
    ips.map(async (ip) => ({
      ip,
      verdict: await services.evaluateSpf({ domain, ip, hostname }, services.dns),
    })),
  );
  const broken = judged.find(({ verdict }) => verdict.result === 'permerror');
  if (broken !== undefined) {
    const detail = `The record cannot be evaluated: ${broken.verdict.reason}. Then it counts for nothing.`;
    return wrong(base, [record], detail);
  }
  const unanswered = judged.find(({ verdict }) => verdict.result === 'temperror');
  if (unanswered !== undefined) {
    const detail = `The record could not be tried for ${unanswered.ip}: ${unanswered.verdict.reason}.`;
    return { ...base, state: 'unknown', found: [record], detail };
  }
  const refused = judged.filter(({ verdict }) => verdict.result !== 'pass');
  if (refused.length === 0) {
    const sender = smartHost ?? 'this server';
    return right(base, [record], `Mail of ${domain} from ${sender} passes (${ips.join(', ')}).`);
  }
  return notLetIn(record, subject, refused);
}

function notLetIn(record: string, subject: CheckSubject, refused: readonly Judged[]): DnsFinding {
  const { domain, smartHost } = subject;
  const base = { record: 'SPF', name: domain } as const;
  const results = refused.map(({ ip, verdict }) => `${ip}: ${verdict.result}`).join(', ');
  if (smartHost !== null) {
    const detail = `Mail of ${domain} goes out by ${smartHost}, whose address the record does not know (${results}). Its provider names the "include:" that must be in the record.`;
    return wrong({ ...base, wanted: null }, [record], detail);
  }
  const terms = refused.map(({ ip }) => (ip.includes(':') ? `ip6:${ip}` : `ip4:${ip}`));
  const value = record.replace(/^v=spf1/i, `v=spf1 ${terms.join(' ')}`);
  const detail = `Mail of ${domain} from this server does not pass (${results}). The record below adds it to yours.`;
  return wrong({ ...base, wanted: { type: 'TXT', name: domain, value } }, [record], detail);
}

async function addressesOf(host: string, { dns }: CheckServices): Promise<readonly string[]> {
  const answers = await Promise.all([dns.resolve(host, 'A'), dns.resolve(host, 'AAAA')]);
  return answers.flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
}

function suggestedRecord({ hostname, smartHost }: CheckSubject): string {
  return smartHost === null ? `v=spf1 mx a:${hostname} -all` : `v=spf1 mx a:${smartHost} ~all`;
}
