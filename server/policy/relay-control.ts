import { formatAddress } from '../contract/address.ts';
import type { RecipientFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { relayDenied } from './replies.ts';
import { isTrusted, signedIn } from './words.ts';

/**
 * Mail for other servers is taken from signed-in accounts only. There is no switch: an open relay is abused
 * within hours and then blocked by everybody, so the one way round is "Trusted IPs may relay".
 */
export function relayControl(
  { mail, recipient, destination }: RecipientFacts,
  options: OptionSettings,
): Opinion {
  const { account, client } = mail;
  const rule = opinionsOf('relayControl', 'enforce');
  if (destination !== 'remote')
    return rule.notApplicable('The recipient is in a domain that is served here.');
  if (account !== null) return rule.satisfied(signedIn(account));
  if (options.trustedIpsMayRelay && client.trustedRange !== null) {
    return rule.exempt(isTrusted(client, client.trustedRange), 'trustedIpsMayRelay');
  }
  const because = `The client ${client.ip} wants to send to ${formatAddress(recipient)} on another server, but did not sign in.`;
  return rule.violated(relayDenied(mail), because);
}
