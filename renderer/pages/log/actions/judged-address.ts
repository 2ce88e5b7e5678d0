import type { SessionDetail } from '../../../../server/contract/session-log.ts';
import type { RuleId } from '../../../../server/contract/verdict.ts';

/** "Credentials used must match…": the two rules from which the white list exempts. */
const MATCH_RULES: readonly RuleId[] = ['returnPathMustMatch', 'fromHeaderMustMatch'];
/** How the replies of both end: `…, which may not send from a@b` and `…, which may not write From: a@b`. */
const ADDRESS_AT_END = /(?:from|From:) (\S+@\S+?)(?: \[\w+\])?$/;

/** The address that an account may not use by one of the two rules, newest first; null where neither objected. */
export function judgedAddress({ verdicts }: Pick<SessionDetail, 'verdicts'>): string | null {
  for (const { findings } of verdicts.toReversed())
    for (const finding of findings) {
      if (finding.result !== 'violated' || !MATCH_RULES.includes(finding.rule)) continue;
      const address = ADDRESS_AT_END.exec(finding.reply.text)?.[1];
      if (address !== undefined) return address;
    }
  return null;
}
