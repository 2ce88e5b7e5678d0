import type { JudgedStep, SessionDetail, TranscriptLine } from '../../server/contract/session-log.ts';
import type { EndedSession } from '../../server/log/session-keeper.ts';

export const NOON = Date.UTC(2026, 10, 24, 12);

/** What a test of the stored log says differently from an accepted message of joe@peer.example to u1@local.test. */
export interface EndedChange extends Partial<SessionDetail> {
  readonly key?: number;
  readonly steps?: readonly JudgedStep[];
  readonly lines?: readonly string[];
}

export function endedSession({ key, steps = [], lines, ...change }: EndedChange = {}): EndedSession {
  const startedAt = change.startedAt ?? NOON;
  const transcript = (lines ?? ['MAIL FROM:<joe@peer.example>', 'RCPT TO:<u1@local.test>']).map(
    (text): TranscriptLine => ({ at: startedAt, from: 'client', text }),
  );
  const session: SessionDetail = {
    id: '4fk2',
    revision: 7,
    startedAt,
    endedAt: startedAt + 40,
    listener: 'smtp',
    listenerKind: 'smtp',
    port: 25,
    ip: '192.0.2.7',
    tls: null,
    helo: 'peer.example',
    account: null,
    sender: 'joe@peer.example',
    recipients: ['u1@local.test'],
    recipientCount: 1,
    messagesAccepted: 1,
    bytes: 512,
    result: 'accepted',
    refusal: null,
    wouldHaveBlocked: [],
    repeats: 1,
    transcript,
    transcriptOmitted: 0,
    verdicts: [],
    ...change,
  };
  return { key: key ?? startedAt * 1000, session, steps };
}

/** A session that a rule refused. */
export function refusedSession(change: EndedChange = {}): EndedSession {
  return endedSession({
    result: 'blocked',
    messagesAccepted: 0,
    sender: 'u1@local.test',
    refusal: {
      rule: 'localSenderMustAuth',
      option: 'localSenderMustAuth.unlessTrustedIp',
      reason: 'Authentication required: local account',
      because: 'u1@local.test is local and did not sign in.',
      code: 530,
      enhanced: '5.7.0',
    },
    ...change,
  });
}
