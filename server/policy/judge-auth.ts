import type { AuthFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import type { Verdict } from '../contract/verdict.ts';
import { collectVerdict } from './collect-verdict.ts';
import { noAuthOnSmtpPort } from './no-auth-on-smtp-port.ts';

/** When the verb AUTH arrives, well-formed or not, in whatever state; its argument has not been looked at. */
export function judgeAuth(facts: AuthFacts, options: OptionSettings): Verdict {
  return collectVerdict('auth', [noAuthOnSmtpPort(facts, options)]);
}
