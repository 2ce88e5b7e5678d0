import type { AuthenticityFact, CheckOutcome } from '../contract/facts.ts';

/** `SPF pass (ext.test), DKIM fail (ext.test), DMARC fail (ext.test, p=reject).` */
export function sayChecks({
  spf,
  dkim,
  arc,
  arcSealers,
  dmarc,
}: Extract<AuthenticityFact, { kind: 'checked' }>): string {
  const policy = dmarc.policy === null ? [] : [`p=${dmarc.policy}`];
  const parts = [
    say('SPF', spf.result, [spf.subject]),
    ...(dkim.length === 0 ? ['DKIM none'] : dkim.map(sayDkim)),
    ...(arc.result === 'none' ? [] : [say('ARC', arc.result, arcSealers.slice(0, 1))]),
    say('DMARC', dmarc.result, [dmarc.domain, ...policy]),
  ];
  return `${parts.join(', ')}.`;
}

function sayDkim({ result, subject }: CheckOutcome): string {
  return say('DKIM', result, [subject]);
}

function say(check: string, result: string, about: readonly (string | null)[]): string {
  const known = about.filter((part) => part !== null);
  return known.length === 0 ? `${check} ${result}` : `${check} ${result} (${known.join(', ')})`;
}
