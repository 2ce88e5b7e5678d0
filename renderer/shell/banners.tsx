import { Link, useRoute } from 'wouter';
import type { ListenerState } from '../../server/contract/status.ts';
import { Note } from '../parts/note.tsx';
import { useConnectionState } from '../state/console-context.tsx';
import { useCall } from '../state/use-call.ts';
import { text } from '../text/en.ts';

/**
 * What the administrator must know on whatever page: no line to the server, listeners that do not run, no storage. The
 * dashboard says the last two itself.
 */
export function Banners() {
  const connection = useConnectionState();
  const status = useCall('status.get').data;
  const [isDashboard] = useRoute('/dashboard');
  const listeners = isDashboard ? [] : (status?.listeners ?? []);
  return (
    <div className="banners">
      {connection === 'lost' && (
        <Note kind="warning" isAlert>
          {text.shell.bannerLost}
        </Note>
      )}
      {connection === 'refused' && (
        <Note kind="error" isAlert>
          {text.shell.bannerRefused}
        </Note>
      )}
      {status && status.storage.state !== 'ok' && !isDashboard && (
        <Note kind="error" isAlert>
          <strong>{text.shell.bannerStorage}</strong> {status.storage.detail}
        </Note>
      )}
      {listeners.map((listener) => (
        <ListenerBanner key={listener.name} listener={listener} />
      ))}
      {status?.notices.map((notice) => (
        <Note key={notice} kind="info">
          {notice}
        </Note>
      ))}
    </div>
  );
}

function ListenerBanner({ listener }: { readonly listener: ListenerState }) {
  if (listener.state !== 'failed' && listener.state !== 'fallback') return null;
  const isFailed = listener.state === 'failed';
  return (
    <Note kind={isFailed ? 'error' : 'warning'}>
      <strong>
        {isFailed
          ? text.shell.bannerFailed(listener.name)
          : text.shell.bannerFallback(listener.name, listener.port, listener.boundPort)}
      </strong>{' '}
      {listener.reason} {listener.remedy} <Link href="/server">{text.shell.openServer}</Link>
    </Note>
  );
}
