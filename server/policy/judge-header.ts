import type { HeaderFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import type { Verdict } from '../contract/verdict.ts';
import { collectVerdict } from './collect-verdict.ts';
import { displayNameMayNotShowAnotherAddress } from './display-name-may-not-show-another-address.ts';
import { dmarcMustPass } from './dmarc-must-pass.ts';
import { fromHeaderMustMatch } from './from-header-must-match.ts';
import { localSenderMustAuthForMessage } from './local-sender-must-auth.ts';
import type { Rule } from './opinion.ts';

/** The rule that has waited since MAIL comes first. */
const HEADER_RULES: readonly Rule<HeaderFacts>[] = [
  localSenderMustAuthForMessage,
  fromHeaderMustMatch,
  displayNameMayNotShowAnotherAddress,
  dmarcMustPass,
];

/** After the dot that ends DATA, on the facts and the options of its MAIL. */
export function judgeHeader(facts: HeaderFacts, options: OptionSettings): Verdict {
  return collectVerdict(
    'data',
    HEADER_RULES.map((rule) => rule(facts, options)),
  );
}
