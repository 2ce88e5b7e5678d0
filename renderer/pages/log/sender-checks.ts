import type { VerdictRow } from '../../../server/contract/session-log.ts';

/** What one check of a message found: `SPF`, `pass`, `partner.example`. */
export interface SenderCheck {
  readonly name: 'SPF' | 'DKIM' | 'ARC' | 'DMARC';
  /** A keyword of RFC 8601 §2.7. */
  readonly result: string;
  /** The domain it speaks of, and what its policy asks for; null where it speaks of none. */
  readonly about: string | null;
}

/** `SPF pass (ext.test), DKIM none, DMARC fail (ext.test, p=reject)`, wherever in a sentence it stands. */
const SENTENCE = /SPF [a-z]+.*?DMARC [a-z]+(?: \([^)]*\))?/;
const CHECK = /(SPF|DKIM|ARC|DMARC) ([a-z]+)(?: \(([^)]*)\))?/g;

/** The checks that the rule about DMARC was judged on, as it told of them; empty where none were made. */
export function senderChecks(verdicts: readonly VerdictRow[]): readonly SenderCheck[] {
  const told = verdicts.flatMap(({ findings, notes }) => [
    ...findings.filter(({ rule }) => rule === 'dmarcMustPass').map(({ because }) => because),
    ...notes,
  ]);
  const sentence = told.map((words) => SENTENCE.exec(words)?.[0]).find((found) => found !== undefined) ?? '';
  return [...sentence.matchAll(CHECK)].map(([, name, result = '', about]) => ({
    name: name as SenderCheck['name'], // one of the four that the pattern has
    result,
    about: about ?? null,
  }));
}
