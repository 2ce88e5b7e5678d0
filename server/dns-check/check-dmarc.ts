import type { DnsFinding } from '../contract/first-run.ts';
import type { Dns } from '../contract/dns.ts';
import { missing, right, unknown, wrong } from './finding.ts';
import type { RecordCheck } from './check-subject.ts';

const POLICIES = {
  none: 'Others only watch and report: nothing is refused yet. Once the reports show only your own mail, raise it to p=quarantine.',
  quarantine: 'Others put mail that fails into the spam folder.',
  reject: 'Others refuse mail that fails.',
} as const;

/** Whether the domain tells others what to do with mail that only claims to be its own (RFC 9989). */
export const checkDmarc: RecordCheck = async ({ domain }, { dns }) => {
  const name = `_dmarc.${domain}`;
  const wanted = { type: 'TXT', name, value: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}` };
  const looked = { record: 'DMARC', name, wanted } as const;
  const answer = await recordsAt(name, dns);
  if (answer.kind === 'failed') return [unknown(looked, answer.reason)];
  const [record, ...more] = answer.records;
  if (record === undefined) {
    const parent = await inheritedFrom(domain, dns);
    if (parent === null) {
      const detail = `Nothing tells others what to do with mail that only claims to be from ${domain}. Large providers ask for this record.`;
      return [missing(looked, detail)];
    }
    const { name: parentName, record: inherited } = parent;
    return [right(looked, [inherited], `The record of ${parentName} counts for ${domain} too.`)];
  }
  if (more.length > 0) {
    const detail = `There are ${answer.records.length} DMARC records, which makes all of them void. Keep one.`;
    return [wrong(looked, answer.records, detail)];
  }
  return [judge(record, domain, looked)];
};

function judge(record: string, domain: string, looked: Parameters<typeof wrong>[0]): DnsFinding {
  const tags = tagsOf(record);
  const policy = tags.get('p');
  if (policy !== 'none' && policy !== 'quarantine' && policy !== 'reject') {
    const problem = policy === undefined ? 'says no policy (p=)' : `has an unknown policy, p=${policy}`;
    return wrong(looked, [record], `The record ${problem}, so it hardly counts.`);
  }
  const isStrict = tags.get('adkim') === 's' || tags.get('aspf') === 's';
  const alignment = isStrict
    ? `Alignment is strict: only return-paths and signatures of exactly ${domain} count.`
    : `Return-path or signature must be of ${domain} or a part of it, as those of this server are.`;
  return right(looked, [record], `${POLICIES[policy]} ${alignment}`);
}

/** RFC 9989 §4.10: a domain without a record takes that of a domain above it. */
async function inheritedFrom(
  domain: string,
  dns: Dns,
): Promise<{ readonly name: string; readonly record: string } | null> {
  const labels = domain.split('.');
  for (let start = 1; start <= labels.length - 2; start++) {
    const name = labels.slice(start).join('.');
    const answer = await recordsAt(`_dmarc.${name}`, dns);
    const [record, ...more] = answer.kind === 'known' ? answer.records : [];
    if (record !== undefined && more.length === 0) return { name, record };
  }
  return null;
}

async function recordsAt(
  name: string,
  dns: Dns,
): Promise<
  | { readonly kind: 'known'; readonly records: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string }
> {
  const answer = await dns.resolve(name, 'TXT');
  if (answer.kind === 'failed') return answer;
  // RFC 9989 §4.7: the version comes first, in just this spelling; other TXT records are none.
  const records =
    answer.kind === 'none'
      ? []
      : answer.records.filter((text) => /^[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text));
  return { kind: 'known', records };
}

/** RFC 6376 §3.2, which DMARC borrows. */
function tagsOf(record: string): ReadonlyMap<string, string> {
  return new Map(
    record.split(';').flatMap((part) => {
      const [name = '', ...value] = part.split('=');
      return value.length === 0 ? [] : [[name.trim(), value.join('=').trim().toLowerCase()] as const];
    }),
  );
}
