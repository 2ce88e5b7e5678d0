import type { Reply } from '../../contract/reply.ts';
import { judgeConnect } from '../../policy/judge-connect.ts';
import { NETWORK_LIMIT_421, PAUSED_421, SERVER_LIMIT_421 } from './replies.ts';
import type { SessionContext } from './session-context.ts';
import { recordRefusal, recordVerdict } from './session-record.ts';

export type Admission =
  | { readonly kind: 'admitted'; readonly release: () => void }
  | { readonly kind: 'refused'; readonly reply: Reply };

/** Whether a client that has just connected is greeted: not from a screened network, in a pause, nor beyond a limit. */
export function admit({ services, recorder, clientIp }: SessionContext): Admission {
  const verdict = judgeConnect(services.screen.check(clientIp));
  recordVerdict(recorder, verdict, services.policy(), 'connect');
  if (verdict.refusal !== null) return { kind: 'refused', reply: verdict.refusal.reply };
  if (services.intake.pause !== null) {
    recordRefusal(recorder, PAUSED_421, 'Paused', 'The administrator had paused accepting mail.');
    return { kind: 'refused', reply: PAUSED_421 };
  }
  const place = services.connectionLimits.acquire(clientIp);
  if (place.kind === 'admitted') return place;
  const { reply, because } = LIMITS[place.because];
  recordRefusal(recorder, reply, 'Too many connections', because);
  return { kind: 'refused', reply };
}

const LIMITS = {
  'too-many-sessions': {
    reply: SERVER_LIMIT_421,
    because: 'As many sessions as the limit allows were running.',
  },
  'too-many-from-network': {
    reply: NETWORK_LIMIT_421,
    because: "As many sessions as the limit allows were running from the client's network.",
  },
} as const;
