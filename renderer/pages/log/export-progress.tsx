import { Note } from '../../parts/note.tsx';
import { formatDayAndTime } from '../../parts/time.tsx';
import type { ExportState } from '../../state/use-log-export.ts';
import { logToolsText } from '../../text/en/log-tools.ts';

const WORDS = logToolsText.export;

/** How an export goes, and what came of it. */
export function ExportProgress({ state }: { readonly state: ExportState }) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return <p role="status">{WORDS.progress(state.sessions)}</p>;
    case 'failed':
      return (
        <div role="alert">
          <Note kind="error">{WORDS.failed(state.because)}</Note>
        </div>
      );
    case 'done':
      return (
        <div role="status">
          <Note kind={state.sessions === 0 ? 'info' : 'good'}>{doneWords(state)}</Note>
        </div>
      );
  }
}

function doneWords({ sessions, fileName, backTo }: Extract<ExportState, { kind: 'done' }>): string {
  if (sessions === 0) return WORDS.nothing;
  return backTo === null
    ? WORDS.done(sessions, fileName)
    : WORDS.doneMore(sessions, fileName, formatDayAndTime(backTo));
}
