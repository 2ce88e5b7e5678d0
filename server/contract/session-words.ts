import type { SessionSummary } from './session-log.ts';

/** What a row is searched for besides its transcript. */
export function wordsOf(session: SessionSummary): readonly string[] {
  const { refusal } = session;
  return [
    session.id,
    session.ip,
    session.helo ?? '',
    session.account ?? '',
    session.sender ?? '',
    ...session.recipients,
    ...(refusal ? [refusal.reason, refusal.because, `${refusal.code} ${refusal.enhanced}`] : []),
  ];
}
