import type { HeaderFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { judgeClaim, noteWhiteListUse } from './judge-claim.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { FROM_UNREADABLE_554, fromHeaderNotYours } from './replies.ts';
import { sayFirst } from './words.ts';

/**
 * "Credentials used must match those of the 'From:' header address": "the credentials used during SMTP
 * authentication must match those of the address found in the message's "From:" header." Every mailbox of the
 * field is judged by itself. Sender:, Reply-To: and Resent-From: are not judged, for the page names none.
 */
export function fromHeaderMustMatch({ mail, from, claims }: HeaderFacts, options: OptionSettings): Opinion {
  const { mode } = options.fromHeaderMustMatch;
  const { account } = mail;
  const rule = opinionsOf('fromHeaderMustMatch', mode);
  if (mode === 'off') return rule.off();
  if (account === null) return rule.notApplicable('Nobody signed in.');
  if (from.kind === 'unreadable') return rule.violated(FROM_UNREADABLE_554, from.because);
  if (claims.length === 0) return rule.violated(FROM_UNREADABLE_554, 'The From: field names nobody.');

  const judged = claims.map((claim) => ({ claim, judgement: judgeClaim(claim, account, options) }));
  const foreign = judged.find(({ judgement }) => judgement.result === 'violated');
  if (foreign) {
    return rule.violated(fromHeaderNotYours(account, foreign.claim.address), foreign.judgement.because);
  }
  const because = sayFirst(judged.map(({ judgement }) => judgement.because));
  const exempt = judged
    .map(({ judgement }) => judgement)
    .filter((judgement) => judgement.result === 'exempt');
  const [first] = exempt;
  if (!first) return rule.satisfied(because);
  const patterns = new Set(exempt.flatMap(({ whiteListPattern }) => whiteListPattern ?? []));
  return {
    ...rule.exempt(because, first.decidedBy),
    effects: Array.from(patterns, noteWhiteListUse),
  };
}
