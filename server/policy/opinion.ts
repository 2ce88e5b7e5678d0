import type { Mode, OptionPath } from '../contract/options.ts';
import type { Reply } from '../contract/reply.ts';
import { describeRule } from '../contract/rules.ts';
import type { OptionSettings } from '../contract/settings.ts';
import type { Effect, Finding, QuietFinding, RuleId, ViolatedFinding } from '../contract/verdict.ts';

/** One rule of one stage: facts and settings in, an opinion out. It asks nobody and remembers nothing. */
export type Rule<Facts> = (facts: Facts, options: OptionSettings) => Opinion;

/** What a rule finds, and what follows from it besides a reply. */
export interface Opinion<F extends Finding = Finding> {
  readonly finding: F;
  readonly effects: readonly Effect[];
  readonly notes: readonly string[];
}

/** The opinions that a rule can hold in its mode. `decidedBy` is the rule's own option unless an exception decided. */
export interface OpinionsOfRule {
  readonly off: () => Opinion<QuietFinding>;
  readonly notApplicable: (because: string) => Opinion<QuietFinding>;
  readonly satisfied: (because: string) => Opinion<QuietFinding>;
  readonly exempt: (because: string, decidedBy?: OptionPath) => Opinion<QuietFinding>;
  readonly deferred: (because: string, decidedBy: OptionPath) => Opinion<QuietFinding>;
  readonly violated: (reply: Reply, because: string, decidedBy?: OptionPath) => Opinion<ViolatedFinding>;
}

export function opinionsOf(rule: RuleId, mode: Mode): OpinionsOfRule {
  const { option } = describeRule(rule);
  const quiet =
    (result: QuietFinding['result']) =>
    (because: string, decidedBy: OptionPath | null = option): Opinion<QuietFinding> =>
      bare({ rule, mode, option: decidedBy, because, result });
  return {
    off: () => quiet('off')('The rule is off.'),
    notApplicable: quiet('not-applicable'),
    satisfied: quiet('satisfied'),
    exempt: quiet('exempt'),
    deferred: quiet('deferred'),
    violated: (reply, because, decidedBy) =>
      bare({ rule, mode, option: decidedBy ?? option, because, result: 'violated', reply }),
  };
}

function bare<F extends Finding>(finding: F): Opinion<F> {
  return { finding, effects: [], notes: [] };
}
