import { useLayoutEffect, useRef } from 'react';
import type { SessionDetail, TranscriptLine } from '../../../server/contract/session-log.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { text } from '../../text/en.ts';
import { logText } from '../../text/en/log.ts';
import { SaveTranscript } from './save-transcript.tsx';

const MARKS = { client: 'C', server: 'S', note: '·' } as const;

/** What was said, line by line, refusals marked. Secrets never get here. */
export function SessionTranscript({ session }: { readonly session: SessionDetail }) {
  const decisive = decisiveLine(session);
  const list = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => {
    const line = list.current?.children[decisive];
    if (list.current && line instanceof HTMLElement) showBelow(list.current, line);
  }, [decisive]);
  return (
    <div className="log-transcript">
      <div className="log-transcript-head">
        <h3>{logText.transcript}</h3>
        <CopyButton label={text.common.copy} content={() => transcriptAsText(session)} />
        <SaveTranscript session={session} />
      </div>
      <ol ref={list} className="transcript" aria-label={logText.transcript} tabIndex={0}>
        {session.transcript.map((line, index) => (
          <li key={index} className={lineClass(line)}>
            <span className="transcript-from" title={logText.transcriptFrom[line.from]}>
              {MARKS[line.from]}
            </span>
            <span>{line.text}</span>
          </li>
        ))}
        {session.transcriptOmitted > 0 && (
          <li className="transcript-note">{logText.transcriptOmitted(session.transcriptOmitted)}</li>
        )}
      </ol>
    </div>
  );
}

/** Where the answer stands by which the session was refused; -1 where there is none. */
function decisiveLine({ refusal, transcript }: SessionDetail): number {
  if (!refusal) return -1;
  const answer = `${String(refusal.code)} ${refusal.enhanced}`;
  return transcript.findLastIndex(({ from, text: words }) => from === 'server' && words.startsWith(answer));
}

/** Scrolls the list, and nothing around it, as little as shows the line. */
function showBelow(list: HTMLElement, line: HTMLElement): void {
  const padding = line.offsetHeight / 2;
  list.scrollTop = line.offsetTop + line.offsetHeight + padding - list.clientHeight;
}

function lineClass({ from, text: words }: TranscriptLine): string {
  const isRefusal = from === 'server' && /^[45]\d\d/.test(words);
  return `transcript-${from}${isRefusal ? ' transcript-refusal' : ''}`;
}

function transcriptAsText(session: SessionDetail): string {
  const head = logText.meta(
    new Date(session.startedAt).toISOString(),
    session.ip,
    session.listener,
    session.port,
    session.id,
  );
  const lines = session.transcript.map(
    (line) => `${new Date(line.at).toISOString()} ${MARKS[line.from]} ${line.text}`,
  );
  return [head, ...lines, ''].join('\n');
}
