import type { Finding, Stage, Verdict, ViolatedFinding } from '../contract/verdict.ts';
import type { Opinion } from './opinion.ts';

/** Every opinion of a stage is kept, in order; the first enforced violation is the refusal. */
export function collectVerdict(stage: Stage, opinions: readonly Opinion[]): Verdict {
  const findings = opinions.map((opinion) => opinion.finding);
  return {
    stage,
    findings,
    refusal: findings.find(isEnforcedViolation) ?? null,
    effects: opinions.flatMap((opinion) => opinion.effects),
    notes: opinions.flatMap((opinion) => opinion.notes),
  };
}

function isEnforcedViolation(finding: Finding): finding is ViolatedFinding {
  return finding.result === 'violated' && finding.mode === 'enforce';
}
