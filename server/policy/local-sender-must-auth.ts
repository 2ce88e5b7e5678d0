import { formatAddress, type Address } from '../contract/address.ts';
import type { MailFacts, RecipientFacts, SharingAnswer } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { awaitRecipients, judgeForRecipient, type Deferral } from './deferral.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { authenticationRequired, SHARING_ERROR_451 } from './replies.ts';
import { isTrusted, signedIn } from './words.ts';

/**
 * "Authentication is always required when mail is from local accounts": a message that "claims to be from one
 * of MDaemon's domains" is judged, whether or not the account exists.
 *
 * "...unless message is to a local account": MAIL is accepted, and each recipient is judged at RCPT.
 */
export function localSenderMustAuth(facts: MailFacts, options: OptionSettings): Opinion {
  return awaitRecipients(judgeSender(facts, options), deferralOf(options));
}

export function localSenderMustAuthForRecipient(facts: RecipientFacts, options: OptionSettings): Opinion {
  return judgeForRecipient(judgeSender(facts.mail, options), deferralOf(options), facts);
}

function deferralOf({ localSenderMustAuth: { unlessToLocalAccount } }: OptionSettings): Deferral {
  return { isOn: unlessToLocalAccount, option: 'localSenderMustAuth.unlessToLocalAccount' };
}

function judgeSender(facts: MailFacts, options: OptionSettings): Opinion {
  const { mode, unlessDomainSharing, unlessTrustedIp } = options.localSenderMustAuth;
  const { account, client, domainSharing, returnPath, sender } = facts;
  const rule = opinionsOf('localSenderMustAuth', mode);
  if (mode === 'off') return rule.off();
  if (returnPath === null || sender.kind !== 'local') {
    return rule.notApplicable('The sender is in no local domain.');
  }
  if (account !== null) return rule.satisfied(signedIn(account));
  if (unlessTrustedIp && client.trustedRange !== null) {
    return rule.exempt(isTrusted(client, client.trustedRange), 'localSenderMustAuth.unlessTrustedIp');
  }
  const claim = claimOf(returnPath, sender.accountExists);
  const refuse = (because: string): Opinion => rule.violated(authenticationRequired(facts), because);
  // An account that exists here is ours, wherever else it may live too.
  if (sender.accountExists || !unlessDomainSharing) return refuse(claim);

  // "...unless Domain Sharing finds the sender on another server"
  const sharing = sayAnswer(domainSharing);
  switch (domainSharing.kind) {
    case 'found':
      return rule.exempt(sharing, 'localSenderMustAuth.unlessDomainSharing');
    case 'error':
      return rule.violated(
        SHARING_ERROR_451,
        `${claim} ${sharing}`,
        'localSenderMustAuth.unlessDomainSharing',
      );
    case 'not-found':
    case 'not-asked':
    case 'not-set-up':
      return refuse(`${claim} ${sharing}`);
  }
}

function claimOf(returnPath: Address, accountExists: boolean): string {
  const claim = `The sender claims to be ${formatAddress(returnPath)}, an address of your domain ${returnPath.domain}, but did not sign in.`;
  return accountExists ? claim : `${claim} No such account exists here.`;
}

function sayAnswer(answer: SharingAnswer): string {
  switch (answer.kind) {
    case 'found':
      return `Domain Sharing found the sender on ${answer.host}.`;
    case 'not-found':
      return 'Domain Sharing found it on no other server.';
    case 'error':
      return `Domain Sharing got no answer from ${answer.host}: ${answer.reason}.`;
    case 'not-asked':
      return 'Domain Sharing was not asked, because another rule refuses already.';
    case 'not-set-up':
      return 'Domain Sharing is not set up.';
  }
}
