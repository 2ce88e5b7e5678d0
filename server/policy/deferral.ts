import { formatAddress } from '../contract/address.ts';
import type { RecipientFacts } from '../contract/facts.ts';
import type { OptionPath } from '../contract/options.ts';
import { opinionsOf, type Opinion } from './opinion.ts';

/** An exception by which a rule of MAIL waits for what comes later. */
export interface Deferral {
  readonly isOn: boolean;
  readonly option: OptionPath;
}

/**
 * At MAIL: a violation waits for the recipients where "...unless message is to a local account" is on, and for the
 * message where that may still speak for it; any other opinion stands.
 */
export function awaitRecipients(
  opinion: Opinion,
  recipients: Deferral,
  message: Deferral | null = null,
): Opinion {
  const { finding } = opinion;
  if (finding.result !== 'violated') return opinion;
  const rule = opinionsOf(finding.rule, finding.mode);
  const messageDecides = message?.isOn === true;
  if (recipients.isOn) {
    const others = messageDecides ? ' For others the message decides.' : '';
    const because = `${finding.because} The recipients decide: local ones pass.${others}`;
    return rule.deferred(because, recipients.option);
  }
  return messageDecides ? rule.deferred(`${finding.because} The message decides.`, message.option) : opinion;
}

/**
 * At RCPT, for each recipient: only a local one passes. An unknown address of a local domain is no account, so
 * the rule refuses it too; otherwise whoever has not signed in could learn which addresses exist. Where the message
 * decides, every other recipient waits for it.
 */
export function judgeForRecipient(
  atMail: Opinion,
  recipients: Deferral,
  { recipient, destination }: RecipientFacts,
  message: Deferral | null = null,
): Opinion {
  const { finding } = atMail;
  const rule = opinionsOf(finding.rule, finding.mode);
  const messageDecides = message?.isOn === true;
  if (finding.result === 'off') return atMail;
  if (finding.result !== 'violated' || !(recipients.isOn || messageDecides)) {
    return rule.notApplicable('The rule was decided at MAIL; it does not wait for the recipient.');
  }
  const to = formatAddress(recipient);
  if (recipients.isOn && destination === 'local') {
    return rule.exempt(`The recipient ${to} is local.`, recipients.option);
  }
  if (messageDecides) return rule.deferred(`${finding.because} The message decides.`, message.option);
  const because = `${finding.because} The recipient ${to} is not a local account.`;
  return rule.violated(finding.reply, because);
}
