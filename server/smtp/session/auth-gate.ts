/**
 * Implements, on listeners of kind `smtp`:
 * "Do not allow authentication on the SMTP port"
 * "...add their IP to the Dynamic Screen if they attempt it anyway"
 */
import { networkContains, parseNetwork } from '../../contract/network.ts';
import type { Reply } from '../../contract/reply.ts';
import type { PolicySnapshot } from '../../contract/directory-view.ts';
import { judgeAuth } from '../../policy/judge-auth.ts';
import { portHidesAuth } from '../../policy/no-auth-on-smtp-port.ts';
import { carryOutEffects } from './carry-out-effects.ts';
import { gatherAuthFacts, type SessionStanding } from '../gather-facts.ts';
import type { SessionContext } from './session-context.ts';
import { recordVerdict } from './session-record.ts';

export type AuthOffer = 'offered' | 'after-starttls' | 'hidden';

/** How AUTH stands on this session under this policy. */
export function authOffer(
  { listener, clientIp, tls }: Pick<SessionContext, 'listener' | 'clientIp' | 'tls'>,
  { settings }: Pick<PolicySnapshot, 'settings'>,
): AuthOffer {
  if (portHidesAuth(listener.kind, settings.options)) return 'hidden';
  if (tls !== null) return 'offered';
  const plaintextAllowed = settings.allowPlaintextAuthFrom.some((range) => {
    const network = parseNetwork(range);
    return network !== null && networkContains(network, clientIp);
  });
  return plaintextAllowed ? 'offered' : 'after-starttls';
}

/**
 * Judges that AUTH was sent at all, in whatever form: no argument is looked at. A reply ends the session; the
 * network is on the Dynamic Screen before it is written, so that a reconnect finds it there.
 */
export function judgeAuthAttempt(
  context: SessionContext,
  session: SessionStanding,
  snapshot: PolicySnapshot,
): Reply | null {
  const { services, recorder } = context;
  const facts = gatherAuthFacts(session, snapshot, services);
  const verdict = judgeAuth(facts, snapshot.settings.options);
  carryOutEffects(verdict, context);
  recordVerdict(recorder, verdict, snapshot, 'AUTH', { stage: 'auth', facts });
  const disconnects = verdict.effects.some(({ kind }) => kind === 'disconnect');
  return disconnects && verdict.refusal !== null ? verdict.refusal.reply : null;
}
