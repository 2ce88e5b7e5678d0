import { formatAddress } from '../contract/address.ts';
import type { RecipientFacts } from '../contract/facts.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { noSuchMailbox, RECIPIENT_UNCHECKED_451 } from './replies.ts';
import { saySharingAnswer } from './say-sharing-answer.ts';

/** RFC 5321 §3.3: a recipient that cannot be delivered is refused at once, not bounced to a forged sender. */
export function recipientExists(facts: RecipientFacts): Opinion {
  const rule = opinionsOf('recipientExists', 'enforce');
  const to = formatAddress(facts.recipient);
  switch (facts.destination) {
    case 'local':
      return rule.satisfied(`${to} is delivered here.`);
    case 'gateway':
      return judgeGatewayRecipient(facts, to);
    case 'remote':
      return rule.notApplicable(`${to} is on another server.`);
    case 'unknown':
      return judgeUnknown(facts, to);
  }
}

/** Domain Sharing: an address of a local domain may live on another server. */
function judgeUnknown({ recipient, domainSharing, isQuestion }: RecipientFacts, to: string): Opinion {
  const rule = opinionsOf('recipientExists', 'enforce');
  const unknown = `${to} is neither an account nor an alias.`;
  switch (domainSharing.kind) {
    case 'found':
      return rule.satisfied(`${unknown} ${saySharingAnswer(domainSharing, 'recipient')}`);
    case 'error':
      return rule.violated(
        RECIPIENT_UNCHECKED_451,
        `${unknown} ${saySharingAnswer(domainSharing, 'recipient')}`,
      );
    case 'not-found':
      return rule.violated(
        noSuchMailbox(recipient),
        `${unknown} ${saySharingAnswer(domainSharing, 'recipient')}`,
      );
    case 'not-asked': {
      const because = isQuestion
        ? 'It was another server that asked, so that no further one was.'
        : saySharingAnswer(domainSharing, 'recipient');
      return rule.violated(noSuchMailbox(recipient), `${unknown} ${because}`);
    }
    case 'not-set-up':
      return rule.violated(noSuchMailbox(recipient), unknown);
  }
}

function judgeGatewayRecipient(
  { recipient, gatewayRecipient, isQuestion }: RecipientFacts,
  to: string,
): Opinion {
  const rule = opinionsOf('recipientExists', 'enforce');
  switch (gatewayRecipient.kind) {
    case 'listed':
      return rule.satisfied(`${to} is on the recipient list of its gateway, by ${gatewayRecipient.pattern}.`);
    case 'not-listed':
      return rule.violated(noSuchMailbox(recipient), `${to} is not on the recipient list of its gateway.`);
    case 'taken':
      return rule.satisfied(`The gateway's server takes mail for ${to}.`);
    case 'refused':
      return rule.violated(
        noSuchMailbox(recipient),
        `The gateway's server takes no mail for ${to}: ${gatewayRecipient.reply}`,
      );
    case 'error':
      return rule.violated(
        RECIPIENT_UNCHECKED_451,
        `The gateway's server could not be asked for ${to}: ${gatewayRecipient.reason}.`,
      );
    case 'not-asked':
      return isQuestion
        ? rule.violated(
            RECIPIENT_UNCHECKED_451,
            `It was another server that asked for ${to}, so that the gateway's server was not; nothing is known of it.`,
          )
        : rule.notApplicable(
            `The gateway's server was not asked for ${to}, because another rule refuses already.`,
          );
    case 'not-checked':
    case 'no-gateway':
      return rule.notApplicable(`${to} is in a gateway domain, whose own server knows its users.`);
  }
}
