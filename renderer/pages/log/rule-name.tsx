import { OPTIONS, type OptionKey } from '../../../server/contract/options.ts';
import type { RuleId } from '../../../server/contract/verdict.ts';
import { OptionName } from '../../parts/option-name.tsx';
import { logText } from '../../text/en/log.ts';

/** A rule by its option's label, or by a name of its own where it has no option. */
export function RuleName({ rule }: { readonly rule: RuleId }) {
  return isOption(rule) ? <OptionName path={rule} /> : <span>{logText.ruleNames[rule]}</span>;
}

function isOption(rule: RuleId): rule is RuleId & OptionKey {
  return Object.hasOwn(OPTIONS, rule);
}
