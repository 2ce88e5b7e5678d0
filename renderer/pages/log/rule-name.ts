import { OPTIONS, type OptionKey } from '../../../server/contract/options.ts';
import type { RuleId } from '../../../server/contract/verdict.ts';
import { logText } from '../../text/en/log.ts';

/** A rule by its option's label, or by a name of its own where it has no option. */
export function ruleName(rule: RuleId): string {
  return isOption(rule) ? OPTIONS[rule].label : logText.ruleNames[rule];
}

function isOption(rule: RuleId): rule is RuleId & OptionKey {
  return Object.hasOwn(OPTIONS, rule);
}
