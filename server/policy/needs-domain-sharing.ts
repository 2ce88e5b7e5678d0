import type { MailFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { judgeMail } from './judge-mail.ts';

/**
 * Whether the sharing hosts have to be asked for the sender: "...unless Domain Sharing finds the sender on
 * another server". A network query is worth its cost only if finding the sender would let the message pass, so
 * that is what is tried: the sender's being found is what exempts it, and no other rule of MAIL refuses.
 *
 * True only of facts whose answer is still `not-asked`. With "...unless message is to a local account" on, the
 * answer is needed too: recipients elsewhere are judged by it later.
 */
export function needsDomainSharing(facts: MailFacts, options: OptionSettings): boolean {
  if (facts.domainSharing.kind !== 'not-asked') return false;
  const found: MailFacts = { ...facts, domainSharing: { kind: 'found', host: 'a sharing host' } };
  const { findings, refusal } = judgeMail(found, options);
  return (
    refusal === null && findings.some(({ option }) => option === 'localSenderMustAuth.unlessDomainSharing')
  );
}
