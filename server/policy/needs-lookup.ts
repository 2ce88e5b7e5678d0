import type { RecipientFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { judgeRecipient } from './judge-recipient.ts';

/**
 * Whether another server has to be asked for the recipient: the sharing hosts for an address that is unknown here, the
 * gateway's server for one in its domain. A network query is worth its cost only if a yes would let the recipient pass
 * and a no would not, so that is what is tried; whoever may not send anyway learns nothing by it.
 *
 * True only of facts whose answer is still `not-asked`.
 */
export function needsLookup(facts: RecipientFacts, options: OptionSettings): boolean {
  const yes = withYes(facts);
  return yes !== null && judgeRecipient(yes, options).refusal === null;
}

function withYes(facts: RecipientFacts): RecipientFacts | null {
  const { destination, domainSharing, gatewayRecipient } = facts;
  if (destination === 'unknown' && domainSharing.kind === 'not-asked')
    return { ...facts, domainSharing: { kind: 'found', host: 'a sharing host' } };
  if (destination === 'gateway' && gatewayRecipient.kind === 'not-asked')
    return { ...facts, gatewayRecipient: { kind: 'taken' } };
  return null;
}
