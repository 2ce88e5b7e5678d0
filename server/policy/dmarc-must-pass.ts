import type { AuthenticityFact, HeaderFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { opinionsOf, type Opinion, type OpinionsOfRule } from './opinion.ts';
import { AUTHENTICITY_UNKNOWN_451, AUTHOR_UNCHECKABLE_550, dmarcFailed } from './replies.ts';
import { sayChecks } from './say-checks.ts';
import { isTrusted, signedIn } from './words.ts';

type Checked = Extract<AuthenticityFact, { kind: 'checked' }>;

/**
 * "Mail must pass the DMARC policy of its author's domain". Beyond the seed page: what a domain asks for by
 * `p=reject` (RFC 9989) is done. `p=quarantine` passes, for there is no junk folder. That DMARC failed is noted
 * wherever it does not refuse. Mail of signed-in accounts is for the rules about credentials.
 */
export function dmarcMustPass({ mail, authenticity }: HeaderFacts, options: OptionSettings): Opinion {
  const { mode, trustedArcSealers } = options.dmarcMustPass;
  const rule = opinionsOf('dmarcMustPass', mode);
  if (authenticity.kind === 'not-checked') {
    if (mode === 'off') return rule.off();
    return rule.notApplicable(mail.account === null ? 'It was not checked.' : signedIn(mail.account));
  }
  const { trustedRange } = mail.client;
  const opinion =
    mode === 'off'
      ? rule.off()
      : trustedRange === null
        ? judge(authenticity, trustedArcSealers, rule)
        : rule.notApplicable(`${isTrusted(mail.client, trustedRange)} ${sayChecks(authenticity)}`);
  const isNews = ['fail', 'permerror'].includes(authenticity.dmarc.result);
  return opinion.finding.result === 'violated' || !isNews
    ? opinion
    : { ...opinion, notes: [sayChecks(authenticity)] };
}

function judge(checked: Checked, trustedArcSealers: readonly string[], rule: OpinionsOfRule): Opinion {
  const { dmarc } = checked;
  const domain = dmarc.domain ?? 'the author';
  const checks = sayChecks(checked);
  switch (dmarc.result) {
    case 'pass':
      return rule.satisfied(`The message passes the DMARC check of ${domain}. ${checks}`);
    case 'fail':
      return dmarc.policy === 'reject'
        ? judgeRejected(checked, domain, trustedArcSealers, rule)
        : rule.notApplicable(`DMARC fails for ${domain}, which does not ask to refuse such mail. ${checks}`);
    case 'permerror':
      // RFC 9989 §11.5: an author that readers can see in several ways, and that nobody can check.
      return rule.violated(AUTHOR_UNCHECKABLE_550, `Whose policy holds cannot be told. ${checks}`);
    case 'temperror':
      return rule.notApplicable(`DNS did not answer all that is asked for ${domain}. ${checks}`);
    default:
      return rule.notApplicable(`There is no DMARC policy of ${domain}. ${checks}`);
  }
}

/** RFC 8617 §7.2: where a forwarder changed the message, its seal can vouch for what it was before. */
function judgeRejected(
  checked: Checked,
  domain: string,
  trustedArcSealers: readonly string[],
  rule: OpinionsOfRule,
): Opinion {
  const { arc, arcSealers, arcSealedDmarcPass } = checked;
  const because = `DMARC fails for ${domain}, which asks to refuse such mail. ${sayChecks(checked)}`;
  const [newest] = arcSealers;
  if (newest !== undefined && arcSealedDmarcPass && trustedArcSealers.includes(newest)) {
    return rule.exempt(`${because} The trusted ${newest} says by ARC that DMARC passed before.`);
  }
  if (arc.result === 'temperror' && trustedArcSealers.length > 0) {
    return rule.violated(AUTHENTICITY_UNKNOWN_451, `${because} Its ARC chain could not be checked.`);
  }
  return rule.violated(dmarcFailed(domain), because);
}
