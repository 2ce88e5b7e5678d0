import { spf } from 'mailauth';
import type { Dns } from '../contract/dns.ts';
import { BoundedResolver, type Schedule } from './bounded-resolver.ts';

export interface SpfEvaluation {
  readonly result: 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror';
  /** Why the record cannot be evaluated, a few words; empty for the other results. */
  readonly reason: string;
}

const RESULTS: readonly SpfEvaluation['result'][] = [
  'pass',
  'fail',
  'softfail',
  'neutral',
  'none',
  'permerror',
];

/** What a server that takes mail of `domain` from `ip` would find out by SPF (RFC 7208). `dns` bounds the time. */
export async function evaluateSpf(
  { domain, ip, hostname }: { readonly domain: string; readonly ip: string; readonly hostname: string },
  dns: Dns,
  schedule: Schedule,
): Promise<SpfEvaluation> {
  const { status, lookups } = await spf({
    ip,
    helo: hostname,
    sender: `postmaster@${domain}`,
    mta: hostname,
    resolver: new BoundedResolver(dns, schedule).resolve,
  });
  const result = RESULTS.find((known) => known === status.result) ?? 'temperror';
  return { result, reason: reasonOf(result, status.comment ?? '', lookups) };
}

function reasonOf(
  result: SpfEvaluation['result'],
  comment: string,
  lookups: { readonly limit: number; readonly count: number } | undefined,
): string {
  if (result !== 'permerror' && result !== 'temperror') return '';
  // RFC 7208 §4.6.4.
  if (lookups !== undefined && lookups.count > lookups.limit)
    return `it takes more than the ${lookups.limit} look-ups in DNS that SPF allows`;
  // mailauth writes `host: what happened during lookup of sender: reason`.
  return comment.split(': ').slice(2).join(': ') || 'it is not written as SPF asks';
}
