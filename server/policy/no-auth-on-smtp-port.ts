import type { AuthFacts, SessionFacts } from '../contract/facts.ts';
import { UNKNOWN_COMMAND_500 } from '../contract/reply.ts';
import { describeRule } from '../contract/rules.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { authProbed } from './replies.ts';

/**
 * "Do not allow authentication on the SMTP port": "AUTH will not be offered in the EHLO response, and will be
 * treated as an unknown command if provided by the SMTP client."
 *
 * "...add their IP to the Dynamic Screen if they attempt it anyway": "The connection will also be immediately
 * terminated." The block is recorded first, so that the next connection cannot outrun it.
 */
export function noAuthOnSmtpPort(facts: AuthFacts, options: OptionSettings): Opinion {
  const { mode, screenAuthProbes } = options.noAuthOnSmtpPort;
  const rule = opinionsOf('noAuthOnSmtpPort', mode);
  if (mode === 'off') return rule.off();
  if (facts.listenerKind === 'msa') return rule.notApplicable('This is a submission port.');
  const attempt = `The client ${facts.client.ip} sent AUTH on the SMTP port.`;
  if (!screenAuthProbes) return rule.violated(UNKNOWN_COMMAND_500, attempt);

  const spared = whySpared(facts);
  const because = `${attempt} It is disconnected${spared === null ? ' and blocked' : `, but not blocked: it is ${spared}`}.`;
  const violated = rule.violated(authProbed(facts), because, 'noAuthOnSmtpPort.screenAuthProbes');
  if (mode === 'report') return violated;
  const { reason } = describeRule('noAuthOnSmtpPort');
  return {
    ...violated,
    effects:
      spared === null
        ? [{ kind: 'screen-network', reason }, { kind: 'disconnect' }]
        : [{ kind: 'disconnect' }],
  };
}

/** Whether the port leaves AUTH out of its EHLO response: only where the rule is enforced. */
export function portHidesAuth(
  listenerKind: SessionFacts['listenerKind'],
  { noAuthOnSmtpPort: { mode } }: OptionSettings,
): boolean {
  return listenerKind === 'smtp' && mode === 'enforce';
}

/** Who is refused and dropped, but never put on the Dynamic Screen; null for everybody else. */
function whySpared({ client, neverScreened }: AuthFacts): string | null {
  if (client.trustedRange !== null) return `in the Trusted IPs range ${client.trustedRange}`;
  switch (neverScreened?.because) {
    case 'allow-list':
      return 'on the allow list';
    case 'own-address':
      return "this machine's own address";
    case undefined:
      return null;
  }
}
