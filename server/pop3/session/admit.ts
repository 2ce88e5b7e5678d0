import type { SessionRecorder } from '../../contract/session-recorder.ts';
import { judgeConnect } from '../../policy/judge-connect.ts';
import type { Refusal } from '../engine/response.ts';
import { inPlaceOfGreeting, NETWORK_LIMIT, SERVER_LIMIT } from './refusals.ts';
import { recordRefusal } from './session-record.ts';
import type { Pop3Services } from './session-services.ts';

export type Admission =
  | { readonly kind: 'admitted'; readonly release: () => void }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Whether a client that has just connected is greeted: not from a screened network, nor beyond a limit. */
export function admit(services: Pop3Services, recorder: SessionRecorder, ip: string): Admission {
  const verdict = judgeConnect(services.screen.check(ip));
  recorder.verdict({ ...verdict, policyRevision: services.policy().revision, subject: 'connect' });
  if (verdict.refusal !== null) return { kind: 'refused', refusal: inPlaceOfGreeting(verdict.refusal.reply) };
  const place = services.connectionLimits.acquire(ip);
  if (place.kind === 'admitted') return place;
  const isServer = place.because === 'too-many-sessions';
  const refusal = isServer ? SERVER_LIMIT : NETWORK_LIMIT;
  const whose = isServer ? '' : " from the client's network";
  recordRefusal(
    recorder,
    refusal,
    'Too many connections',
    `As many sessions as the limit allows were running${whose}.`,
  );
  return { kind: 'refused', refusal };
}
