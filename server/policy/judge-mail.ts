import type { MailFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import type { Verdict } from '../contract/verdict.ts';
import { accountLimits } from './account-limits.ts';
import { collectVerdict } from './collect-verdict.ts';
import { gatewaySenderMustAuth } from './gateway-sender-must-auth.ts';
import { localIpMustAuth } from './local-ip-must-auth.ts';
import { localSenderMustAuth } from './local-sender-must-auth.ts';
import { msaGate } from './msa-gate.ts';
import type { Rule } from './opinion.ts';
import { popBeforeSmtp } from './pop-before-smtp.ts';
import { returnPathMustMatch } from './return-path-must-match.ts';
import { roleAddressMustAuth } from './role-address-must-auth.ts';

/** Cheap rules about the client first, rules about the sender after them; the first refusal is the reply. */
const MAIL_RULES: readonly Rule<MailFacts>[] = [
  msaGate,
  localIpMustAuth,
  roleAddressMustAuth,
  gatewaySenderMustAuth,
  localSenderMustAuth,
  popBeforeSmtp,
  returnPathMustMatch,
  accountLimits,
];

/** At MAIL FROM. */
export function judgeMail(facts: MailFacts, options: OptionSettings): Verdict {
  return collectVerdict(
    'mail',
    MAIL_RULES.map((rule) => rule(facts, options)),
  );
}
