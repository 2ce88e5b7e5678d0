import type { MailFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { judgeClaim, noteWhiteListUse } from './judge-claim.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { returnPathNotYours } from './replies.ts';

/**
 * "Credentials used must match those of the return-path address": "the credentials used during SMTP
 * authentication must match those of the address found in the message's return-path."
 */
export function returnPathMustMatch(facts: MailFacts, options: OptionSettings): Opinion {
  const { mode } = options.returnPathMustMatch;
  const { account, claim } = facts;
  const rule = opinionsOf('returnPathMustMatch', mode);
  if (mode === 'off') return rule.off();
  if (account === null) return rule.notApplicable('Nobody signed in.');
  // RFC 5321 §4.5.5: notifications have the null return-path; read receipts are sent by signed-in users.
  if (claim === null) return rule.exempt('The return-path is null: it claims to be nobody.');
  const judgement = judgeClaim(claim, account, options);
  switch (judgement.result) {
    case 'satisfied':
      return rule.satisfied(judgement.because);
    case 'exempt': {
      const { because, decidedBy, whiteListPattern } = judgement;
      const effects = whiteListPattern === null ? [] : [noteWhiteListUse(whiteListPattern)];
      return { ...rule.exempt(because, decidedBy), effects };
    }
    case 'violated':
      return rule.violated(returnPathNotYours(account, claim.address), judgement.because);
  }
}
