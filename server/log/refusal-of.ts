import { describeRule } from '../contract/rules.ts';
import type { RefusalSummary } from '../contract/session-log.ts';
import type { ViolatedFinding } from '../contract/verdict.ts';
import { printable } from './printable.ts';

/** What a session's row shows of the finding that refused it. */
export function refusalOf(finding: ViolatedFinding): RefusalSummary {
  const text = describeRule(finding.rule);
  return {
    rule: finding.rule,
    option: finding.option ?? text.option,
    reason: text.reason,
    because: printable(finding.because),
    code: finding.reply.code,
    enhanced: finding.reply.enhanced,
  };
}
