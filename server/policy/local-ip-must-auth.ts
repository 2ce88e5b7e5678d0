import type { MailFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { authenticationRequired } from './replies.ts';
import { isTrusted, signedIn } from './words.ts';

/**
 * "Authentication is always required when mail is sent from local IPs": "If unauthenticated the message will
 * be rejected. Trusted IPs are exempt". It is about the client alone: any sender, `<>` too, any recipient.
 */
export function localIpMustAuth(facts: MailFacts, options: OptionSettings): Opinion {
  const { mode } = options.localIpMustAuth;
  const { account, client } = facts;
  const rule = opinionsOf('localIpMustAuth', mode);
  if (mode === 'off') return rule.off();
  if (client.localRange === null) {
    return rule.notApplicable(`The client ${client.ip} is in no Local IPs range.`);
  }
  if (account !== null) return rule.satisfied(signedIn(account));
  if (client.trustedRange !== null) return rule.exempt(isTrusted(client, client.trustedRange));
  const because = `The client ${client.ip} is in the Local IPs range ${client.localRange}, but did not sign in.`;
  return rule.violated(authenticationRequired(facts), because);
}
