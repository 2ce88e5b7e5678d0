import { formatReturnPath } from '../contract/address.ts';
import type { MailFacts, RecipientFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { awaitRecipients, judgeForRecipient, type Deferral } from './deferral.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { mailboxLoginRequired } from './replies.ts';
import { isTrusted, signedIn } from './words.ts';

/**
 * POP Before SMTP, the feature behind "Do not apply POP Before SMTP to authenticated sessions": "An
 * authenticated user will not need to check his or her email before sending messages."
 *
 * A mailbox login proves nothing about this connection, so it satisfies no other rule.
 */
export function popBeforeSmtp(facts: MailFacts, options: OptionSettings): Opinion {
  return awaitRecipients(judgeSender(facts, options), deferralOf(options));
}

export function popBeforeSmtpForRecipient(facts: RecipientFacts, options: OptionSettings): Opinion {
  return judgeForRecipient(judgeSender(facts.mail, options), deferralOf(options), facts);
}

function deferralOf({ popBeforeSmtp: { unlessToLocalAccount } }: OptionSettings): Deferral {
  return { isOn: unlessToLocalAccount, option: 'popBeforeSmtp.unlessToLocalAccount' };
}

function judgeSender(facts: MailFacts, options: OptionSettings): Opinion {
  const { mode, minutes, exemptAuthenticated, unlessTrustedIp } = options.popBeforeSmtp;
  const { account, client, mailboxLogin, returnPath } = facts;
  const rule = opinionsOf('popBeforeSmtp', mode);
  if (mode === 'off') return rule.off();
  if (mailboxLogin.kind === 'not-local-account') return rule.notApplicable('The sender is no local account.');
  if (mailboxLogin.kind === 'recent') {
    return rule.satisfied(`The sender opened its mailbox ${mailboxLogin.minutesAgo} minutes ago.`);
  }
  if (exemptAuthenticated && account !== null) {
    return rule.exempt(signedIn(account), 'popBeforeSmtp.exemptAuthenticated');
  }
  if (unlessTrustedIp && client.trustedRange !== null) {
    return rule.exempt(isTrusted(client, client.trustedRange), 'popBeforeSmtp.unlessTrustedIp');
  }
  const because = `The sender ${formatReturnPath(returnPath)} has not opened its mailbox within ${minutes} minutes.`;
  return rule.violated(mailboxLoginRequired(facts, minutes, exemptAuthenticated), because);
}
