import { Undo2 } from 'lucide-react';
import { Link } from 'wouter';
import type { ServerStatus } from '../../server/contract/status.ts';
import { Button } from '../parts/button.tsx';
import { useConnectionState } from '../state/console-context.tsx';
import { undoLastChange, useLastChange, type LastChange } from '../state/last-change.ts';
import { useLiveCounters } from '../state/live-counters.ts';
import { lightOf } from '../state/server-health.ts';
import { useCall } from '../state/use-call.ts';
import { text } from '../text/en.ts';
import { PauseNote } from './pause-note.tsx';
import { SayWhyButton } from './say-why-button.tsx';
import { WarningsButton } from './warnings-button.tsx';

const WORDS = {
  good: text.shell.running,
  attention: text.shell.degraded,
  alarm: text.shell.alarm,
  stopped: text.shell.stopped,
} as const;

/** What is true now, on every page: the server's state, its ports, who is connected; and the last change with its undo. */
export function TruthBar() {
  const status = useCall('status.get').data;
  const blocked = useCall('screen.list').data?.blocked.length ?? 0;
  const running = useLiveCounters()?.running ?? 0;
  return (
    <footer className="truth-bar" data-region tabIndex={-1} aria-label={text.shell.status}>
      <ServerLight status={status} />
      {status && (
        <>
          {status.paused ? (
            <PauseNote pause={status.paused} />
          ) : (
            <span className="truth-ports">
              {openPorts(status).map((port) => (
                <span key={port}>{port}</span>
              ))}
            </span>
          )}
          <Link href="/log?result=running">{text.shell.connected(running)}</Link>
          <Link href="/dynamic-screen">{text.shell.blockedNetworks(blocked)}</Link>
          {status.warnings.length > 0 && <WarningsButton warnings={status.warnings} />}
        </>
      )}
      <ChangeNote />
      {status && <span className="truth-host">{status.hostname}</span>}
    </footer>
  );
}

function ServerLight({ status }: { readonly status: ServerStatus | undefined }) {
  const connection = useConnectionState();
  const health = useCall('health.get').data;
  const light = status && health && connection !== 'lost' ? lightOf(status, health) : 'unknown';
  const word =
    connection === 'lost' ? text.shell.lost : light === 'unknown' ? text.shell.connecting : WORDS[light];
  return (
    <Link href="/dashboard" className={`light light-${light}`}>
      <span className="light-dot" aria-hidden />
      {word}
    </Link>
  );
}

function openPorts(status: ServerStatus): readonly string[] {
  return status.listeners.flatMap((listener) =>
    listener.state === 'listening' || listener.state === 'fallback'
      ? [text.shell.port(text.shell.listenerKinds[listener.kind], listener.boundPort)]
      : [],
  );
}

function ChangeNote() {
  const change = useLastChange();
  return (
    <span className="truth-change">
      <span role="status" className={change.kind === 'failed' ? 'truth-failed' : undefined}>
        {wordsOf(change)}
      </span>
      {change.kind === 'made' && change.undo && (
        <Button look="link" icon={Undo2} onPress={() => void undoLastChange()}>
          {text.shell.undo}
        </Button>
      )}
      {change.kind === 'made' && change.change !== null && <SayWhyButton id={change.change} />}
    </span>
  );
}

function wordsOf(change: LastChange): string {
  switch (change.kind) {
    case 'none':
      return '';
    case 'made':
      return change.text;
    case 'undone':
      return text.shell.undone(change.text);
    case 'failed':
      return text.shell.notMade(change.text, change.because);
  }
}
