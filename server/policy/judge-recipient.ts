import type { RecipientFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import type { Verdict } from '../contract/verdict.ts';
import { accountLimitsForRecipient } from './account-limits.ts';
import { collectVerdict } from './collect-verdict.ts';
import { localSenderMustAuthForRecipient } from './local-sender-must-auth.ts';
import type { Rule } from './opinion.ts';
import { popBeforeSmtpForRecipient } from './pop-before-smtp.ts';
import { recipientExists } from './recipient-exists.ts';
import { relayControl } from './relay-control.ts';

/** Rules that waited since MAIL come first: an address is looked up only for who may send to it. */
const RECIPIENT_RULES: readonly Rule<RecipientFacts>[] = [
  localSenderMustAuthForRecipient,
  popBeforeSmtpForRecipient,
  relayControl,
  recipientExists,
  accountLimitsForRecipient,
];

/** At each RCPT TO, on the facts and the options of its MAIL. */
export function judgeRecipient(facts: RecipientFacts, options: OptionSettings): Verdict {
  return collectVerdict(
    'rcpt',
    RECIPIENT_RULES.map((rule) => rule(facts, options)),
  );
}
