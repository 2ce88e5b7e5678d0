import type { KeyObject } from 'node:crypto';
import type { DkimCheck, DkimKeyView } from '../contract/delivery-calls.ts';
import type { Dns } from '../contract/dns.ts';

/** Where the public half of a key is published (RFC 6376 §3.6.2.1). */
export function recordName({ domain, selector }: Pick<DkimKeyView, 'domain' | 'selector'>): string {
  return `${selector}._domainkey.${domain}`;
}

/** What is published there (RFC 6376 §3.6.1, RFC 8463 §4). */
export function recordValue(algorithm: DkimKeyView['algorithm'], publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  // An Ed25519 key stands bare at the end of its SubjectPublicKeyInfo (RFC 8410 §4).
  const key = algorithm === 'rsa' ? der : der.subarray(-32);
  return `v=DKIM1; k=${algorithm}; p=${key.toString('base64')}`;
}

/** Asks DNS whether the key is published. */
export async function checkRecord(key: DkimKeyView, dns: Dns): Promise<DkimCheck> {
  const { recordName: name, recordValue: expected } = key;
  const answer = await dns.resolve(name, 'TXT');
  switch (answer.kind) {
    case 'failed':
      return {
        state: 'error',
        detail: `DNS did not answer for ${name}: ${answer.reason}. Try again later.`,
        found: [],
      };
    case 'none':
      return {
        state: 'missing',
        detail: `There is no TXT record ${name} yet. Publish it where the DNS of ${key.domain} is kept; it can take some hours to be seen.`,
        found: [],
      };
    case 'found':
      return judge(answer.records, key, expected);
  }
}

function judge(found: readonly string[], { recordName: name }: DkimKeyView, expected: string): DkimCheck {
  if (found.length > 1) {
    // RFC 6376 §3.6.2.2: with several records the result is undefined.
    const detail = `There are ${String(found.length)} TXT records ${name}. Keep only the one shown here.`;
    return { state: 'different', detail, found };
  }
  if (publicKeyOf(found[0] ?? '') === publicKeyOf(expected)) {
    return { state: 'published', detail: `The TXT record ${name} holds this key.`, found };
  }
  const detail = `The TXT record ${name} holds something else. Replace it by the value shown here, or make a key of another selector.`;
  return { state: 'different', detail, found };
}

/** The value of p=, without the blanks that may stand in it (RFC 6376 §3.2). */
function publicKeyOf(record: string): string | null {
  const tags = record.split(';').map((tag) => tag.replace(/\s+/g, ''));
  return tags.find((tag) => tag.startsWith('p='))?.slice(2) ?? null;
}
