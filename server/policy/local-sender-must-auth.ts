import { formatAddress, type Address } from '../contract/address.ts';
import type { HeaderFacts, MailFacts, RecipientFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { awaitRecipients, judgeForRecipient, type Deferral } from './deferral.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { AUTHENTICITY_UNKNOWN_451, authenticationRequired, SHARING_ERROR_451 } from './replies.ts';
import { saySharingAnswer } from './say-sharing-answer.ts';
import { isTrusted, signedIn } from './words.ts';

/**
 * "Authentication is always required when mail is from local accounts": a message that "claims to be from one
 * of MDaemon's domains" is judged, whether or not the account exists.
 *
 * "...unless message is to a local account": MAIL is accepted, and each recipient is judged at RCPT.
 *
 * "...unless the message passes DMARC for the sender's domain". Beyond the seed page: MAIL is accepted, and so are the
 * recipients; the message is judged after its last byte. One reply is given for all its recipients: where one of them
 * waited for the message and DMARC does not speak for it, nobody gets it.
 */
export function localSenderMustAuth(facts: MailFacts, options: OptionSettings): Opinion {
  return awaitRecipients(judgeSender(facts, options), forRecipients(options), forMessage(options));
}

export function localSenderMustAuthForRecipient(facts: RecipientFacts, options: OptionSettings): Opinion {
  return judgeForRecipient(
    judgeSender(facts.mail, options),
    forRecipients(options),
    facts,
    forMessage(options),
  );
}

export function localSenderMustAuthForMessage(facts: HeaderFacts, options: OptionSettings): Opinion {
  const atMail = judgeSender(facts.mail, options);
  const { finding } = atMail;
  if (finding.result === 'off') return atMail;
  const rule = opinionsOf('localSenderMustAuth', finding.mode);
  const { isOn, option } = forMessage(options);
  if (finding.result !== 'violated' || !isOn) {
    return rule.notApplicable('The rule was decided before; it does not wait for the message.');
  }
  const recipients = forRecipients(options);
  if (recipients.isOn && facts.destinations.every((destination) => destination === 'local')) {
    return rule.exempt('Every recipient is local.', recipients.option);
  }
  const { authenticity } = facts;
  if (authenticity.kind === 'not-checked') return rule.violated(finding.reply, finding.because);
  const { domain, result } = authenticity.dmarc;
  if (result === 'temperror') {
    return rule.violated(
      AUTHENTICITY_UNKNOWN_451,
      `${finding.because} DMARC could not be asked for.`,
      option,
    );
  }
  if (result === 'pass' && domain !== null && isOwnOrParent(domain, facts.mail.returnPath)) {
    return rule.exempt(`The message passes the DMARC check of ${domain}.`, option);
  }
  const about = domain === null ? '' : ` for the author's domain ${domain}`;
  return rule.violated(finding.reply, `${finding.because} The message has DMARC ${result}${about}.`);
}

function forRecipients({ localSenderMustAuth: { unlessToLocalAccount } }: OptionSettings): Deferral {
  return { isOn: unlessToLocalAccount, option: 'localSenderMustAuth.unlessToLocalAccount' };
}

function forMessage({ localSenderMustAuth: { unlessDmarcAligned } }: OptionSettings): Deferral {
  return { isOn: unlessDmarcAligned, option: 'localSenderMustAuth.unlessDmarcAligned' };
}

/** RFC 9989 §3.2.10: `bounces.local.test` is spoken for by the `local.test` that it is a part of. */
function isOwnOrParent(domain: string, returnPath: MailFacts['returnPath']): boolean {
  return returnPath !== null && (returnPath.domain === domain || returnPath.domain.endsWith(`.${domain}`));
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
  const sharing = saySharingAnswer(domainSharing, 'sender');
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
