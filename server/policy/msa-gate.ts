import type { MailFacts } from '../contract/facts.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { authenticationRequired } from './replies.ts';
import { signedIn } from './words.ts';

/**
 * RFC 6409 §4.3: a submission server refuses MAIL from whoever has not signed in. No option softens this, and
 * Trusted IPs are not exempt: whoever must send without signing in does so on the SMTP port.
 */
export function msaGate(facts: MailFacts): Opinion {
  const { listenerKind, account, client } = facts;
  const gate = opinionsOf('msaGate', 'enforce');
  if (listenerKind === 'smtp') return gate.notApplicable('This is not a submission port.');
  if (account !== null) return gate.satisfied(signedIn(account));
  const because = `The client ${client.ip} did not sign in, and nobody sends on a submission port without it.`;
  return gate.violated(authenticationRequired(facts), because);
}
