import { formatAddress } from '../contract/address.ts';
import type { RecipientFacts } from '../contract/facts.ts';
import type { OptionPath } from '../contract/options.ts';
import { opinionsOf, type Opinion } from './opinion.ts';

/** The exception by which a rule of MAIL waits for the recipients: "...unless message is to a local account". */
export interface Deferral {
  readonly isOn: boolean;
  readonly option: OptionPath;
}

/** At MAIL: a violation waits for the recipients where the exception is on; any other opinion stands. */
export function awaitRecipients(opinion: Opinion, { isOn, option }: Deferral): Opinion {
  const { finding } = opinion;
  if (finding.result !== 'violated' || !isOn) return opinion;
  return opinionsOf(finding.rule, finding.mode).deferred(
    `${finding.because} The recipients decide: local ones pass.`,
    option,
  );
}

/**
 * At RCPT, for each recipient: only a local one passes. An unknown address of a local domain is no account, so
 * the rule refuses it too; otherwise whoever has not signed in could learn which addresses exist.
 */
export function judgeForRecipient(
  atMail: Opinion,
  { isOn, option }: Deferral,
  { recipient, destination }: RecipientFacts,
): Opinion {
  const { finding } = atMail;
  const rule = opinionsOf(finding.rule, finding.mode);
  if (finding.result === 'off') return atMail;
  if (finding.result !== 'violated' || !isOn) {
    return rule.notApplicable('The rule was decided at MAIL; it does not wait for the recipient.');
  }
  const to = formatAddress(recipient);
  if (destination === 'local') return rule.exempt(`The recipient ${to} is local.`, option);
  const because = `${finding.because} The recipient ${to} is not a local account.`;
  return rule.violated(finding.reply, because);
}
