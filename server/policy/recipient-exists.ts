import { formatAddress } from '../contract/address.ts';
import type { RecipientFacts } from '../contract/facts.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { noSuchMailbox } from './replies.ts';

/** RFC 5321 §3.3: a recipient that cannot be delivered is refused at once, not bounced to a forged sender. */
export function recipientExists({ recipient, destination }: RecipientFacts): Opinion {
  const rule = opinionsOf('recipientExists', 'enforce');
  const to = formatAddress(recipient);
  switch (destination) {
    case 'local':
      return rule.satisfied(`${to} is delivered here.`);
    case 'gateway':
      return rule.notApplicable(`${to} is in a gateway domain, whose own server knows its users.`);
    case 'remote':
      return rule.notApplicable(`${to} is on another server.`);
    case 'unknown':
      return rule.violated(noSuchMailbox(recipient), `${to} is neither an account nor an alias.`);
  }
}
