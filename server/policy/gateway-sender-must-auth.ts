import { formatReturnPath } from '../contract/address.ts';
import type { MailFacts } from '../contract/facts.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { authenticationRequired } from './replies.ts';
import { isTrusted, signedIn } from './words.ts';

/**
 * "Authentication is required when sending mail as a user of this gateway" (gateway screen). Each gateway has
 * its own mode; Trusted IPs are exempt, for the gateway's server itself often sends without signing in.
 */
export function gatewaySenderMustAuth(facts: MailFacts): Opinion {
  const { account, client, returnPath, sender } = facts;
  if (sender.kind !== 'gateway') {
    return opinionsOf('gatewaySenderMustAuth', 'enforce').notApplicable(
      'The sender is in no gateway domain.',
    );
  }
  const mode = sender.sendersMustAuth;
  const rule = opinionsOf('gatewaySenderMustAuth', mode);
  if (mode === 'off') return rule.off();
  if (account !== null) return rule.satisfied(signedIn(account));
  if (client.trustedRange !== null) return rule.exempt(isTrusted(client, client.trustedRange));
  const because = `The sender claims to be ${formatReturnPath(returnPath)} of the gateway domain ${sender.domain}, but did not sign in.`;
  return rule.violated(authenticationRequired(facts), because);
}
