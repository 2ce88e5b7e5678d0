import type { SessionDetail, SessionSummary } from '../../../server/contract/session-log.ts';
import { logText } from '../../text/en/log.ts';

/** Whether this server was the client: a delivery to another server. */
export function isOutbound({ listenerKind }: Pick<SessionSummary, 'listenerKind'>): boolean {
  return listenerKind === 'outbound';
}

/** The result in a word. What another server did with our mail is told otherwise than what we did with its. */
export function resultWord(session: Pick<SessionSummary, 'result' | 'listenerKind'>): string {
  return isOutbound(session) ? logText.outboundResults[session.result] : logText.results[session.result];
}

/** The name of the server that a delivery went to, as the delivery itself noted it; its IP where it did not. */
export function serverOf({ transcript, ip }: Pick<SessionDetail, 'transcript' | 'ip'>): string {
  const note = transcript.find(({ from }) => from === 'note')?.text ?? '';
  return /^to (\S+)$/.exec(note)?.[1] ?? ip;
}
