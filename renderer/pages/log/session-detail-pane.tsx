import { X } from 'lucide-react';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { formatClock } from '../../parts/time.tsx';
import { useSessionDetail } from '../../state/use-session-detail.ts';
import { logText } from '../../text/en/log.ts';
import { logToolsText } from '../../text/en/log-tools.ts';
import { ResultIcon } from './result-icon.tsx';
import { SessionChecks } from './session-checks.tsx';
import { SessionActions } from './session-actions.tsx';
import { SessionFacts } from './session-facts.tsx';
import { isOutbound, resultWord, serverOf } from './session-kind.ts';
import { SessionRules } from './session-rules.tsx';
import { SessionTranscript } from './session-transcript.tsx';
import { SessionWhy } from './session-why.tsx';

interface Props {
  readonly id: string;
  /** When it started, where that is known: over months an id comes again. */
  readonly startedAt: number | null;
  /** Of the session's row: the detail is asked for again when it grows. */
  readonly revision: number;
  readonly onClose: () => void;
}

/** One session in full: why it ended so, what every rule said, what was spoken. */
export function SessionDetailPane({ id, startedAt, revision, onClose }: Props) {
  const detail = useSessionDetail(id, startedAt, revision);
  return (
    <section className="log-detail card" aria-label={logText.detail} data-region tabIndex={-1}>
      <div className="log-detail-close">
        <Button look="quiet" icon={X} aria-label={logText.closeDetail} onPress={onClose} />
      </div>
      <Answer of={detail}>{(session) => <Detail session={session} />}</Answer>
    </section>
  );
}

function Detail({ session }: { readonly session: SessionDetail }) {
  const recipient = isOutbound(session) ? session.recipients[0] : undefined;
  const whom = recipient ?? session.sender ?? session.account ?? logText.nobody;
  return (
    <div className="log-detail-columns">
      <div className="log-detail-main">
        <h2 className={`result-${session.result}`}>
          <ResultIcon result={session.result} size={18} />
          {logText.headline(resultWord(session), whom)}
        </h2>
        <p className="quiet">{metaOf(session)}</p>
        <SessionWhy session={session} />
        {session.repeats > 1 && <p>{logToolsText.repeatsOf(session.repeats, session.ip)}</p>}
        <SessionChecks session={session} />
        <SessionActions session={session} />
        <SessionRules verdicts={session.verdicts} />
        <SessionFacts session={session} />
      </div>
      <SessionTranscript session={session} />
    </div>
  );
}

function metaOf(session: SessionDetail): string {
  const { startedAt, ip, listener, port, id } = session;
  const time = formatClock(startedAt);
  return isOutbound(session)
    ? logText.metaOutbound(time, serverOf(session), ip, port, id)
    : logText.meta(time, ip, listener, port, id);
}
