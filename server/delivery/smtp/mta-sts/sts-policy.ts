/** What a domain says of its mail servers (RFC 8461 §3.2). */
export interface StsPolicy {
  readonly mode: 'enforce' | 'testing' | 'none';
  /** Host names, or `*.` and a domain, in lower case. */
  readonly mx: readonly string[];
  readonly maxAgeSeconds: number;
}

/** RFC 8461 §3.2: about a year. */
const MAX_AGE_SECONDS = 31_557_600;

/** Parses the policy file; null where it is none. */
export function parseStsPolicy(text: string): StsPolicy | null {
  const fields = new Map<string, string>();
  const mx: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, key, value] = /^([A-Za-z0-9][A-Za-z0-9_.-]{0,31})[ \t]*:[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    if (key === 'mx') mx.push(value.toLowerCase());
    // RFC 8461 §3.2: of a field that is given twice the first counts.
    else if (!fields.has(key)) fields.set(key, value);
  }
  const mode = MODES.find((known) => known === fields.get('mode'));
  const maxAge = fields.get('max_age') ?? '';
  if (fields.get('version') !== 'STSv1' || mode === undefined || !/^\d{1,10}$/.test(maxAge)) return null;
  if (mode !== 'none' && mx.length === 0) return null;
  return { mode, mx, maxAgeSeconds: Math.min(Number(maxAge), MAX_AGE_SECONDS) };
}

const MODES = ['enforce', 'testing', 'none'] as const;

/** RFC 8461 §4.1: a wildcard stands for exactly one label, the leftmost. */
export function permitsHost({ mx }: StsPolicy, host: string): boolean {
  const parent = host.replace(/^[^.]+\./, '');
  return mx.some((pattern) => pattern === host || pattern === `*.${parent}`);
}

/** The id in the TXT record of `_mta-sts.` (RFC 8461 §3.1); null where there is not exactly one such record. */
export function parseStsRecord(records: readonly string[]): string | null {
  const [record, ...more] = records.filter((text) => /^v=STSv1[ \t]*;/.test(text));
  if (record === undefined || more.length > 0) return null;
  return /;[ \t]*id=([A-Za-z0-9]{1,32})[ \t]*(?:;|$)/.exec(record)?.[1] ?? null;
}
