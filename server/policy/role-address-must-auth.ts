import { formatAddress, withoutSubaddress, type Address } from '../contract/address.ts';
import { lowerAscii } from '../contract/ascii.ts';
import type { MailFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { authenticationRequired } from './replies.ts';
import { signedIn } from './words.ts';

/** Exactly those the page names; RFC 2142 knows more. */
const ROLE_NAMES: readonly string[] = ['postmaster', 'abuse', 'webmaster'];

/**
 * "Mail from 'Postmaster', 'abuse', 'webmaster' must be authenticated": "Spammers and hackers know that these
 * addresses might exist". Hence an account, an alias or neither are judged alike, and no exception of another
 * rule softens this one. Any account satisfies it; whether it may use the address is for the rules after it.
 */
export function roleAddressMustAuth(facts: MailFacts, options: OptionSettings): Opinion {
  const { mode } = options.roleAddressMustAuth;
  const { account, returnPath, sender } = facts;
  const rule = opinionsOf('roleAddressMustAuth', mode);
  if (mode === 'off') return rule.off();
  if (returnPath === null || sender.kind !== 'local' || !isRole(returnPath, sender.subaddressSeparator)) {
    return rule.notApplicable('The sender is not postmaster, abuse or webmaster of a local domain.');
  }
  if (account !== null) return rule.satisfied(signedIn(account));
  const because = `The sender claims to be ${formatAddress(returnPath)}, a role address of your domain ${returnPath.domain}, but did not sign in.`;
  return rule.violated(authenticationRequired(facts), because);
}

function isRole(address: Address, subaddressSeparator: string): boolean {
  const { localPart } = withoutSubaddress(address, subaddressSeparator) ?? address;
  return ROLE_NAMES.includes(lowerAscii(localPart));
}
