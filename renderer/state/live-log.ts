import { useEffect, useState, useSyncExternalStore } from 'react';
import { useConsole } from './console-context.tsx';
import { LogRing } from './log-ring.ts';

/** How many sessions of the past the log opens with. */
const HISTORY = 5000;

export interface LiveLog {
  readonly ring: LogRing;
  readonly version: number;
  readonly state:
    | { readonly kind: 'loading' }
    | { readonly kind: 'live' }
    | { readonly kind: 'failed'; readonly because: string };
  readonly retry: () => void;
}

/** The live log: history first, then every change as it comes; asked anew when the line was lost. */
export function useLiveLog(): LiveLog {
  const console = useConsole();
  const [ring] = useState(() => new LogRing());
  const [state, setState] = useState<LiveLog['state']>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const version = useSyncExternalStore(ring.subscribe, ring.version);

  useEffect(() => {
    const load = async () => {
      try {
        const { sessions } = await console.call('log.tail', HISTORY);
        ring.merge(sessions.toReversed()); // oldest first, so that of one millisecond the later one is on top
        setState({ kind: 'live' });
      } catch (error) {
        setState({ kind: 'failed', because: error instanceof Error ? error.message : String(error) });
      }
    };
    const stopRows = console.on('sessions', ({ rows }) => {
      ring.merge(rows);
    });
    const stopConnection = console.onConnectionChange(() => {
      if (console.connectionState() === 'open') void load();
    });
    void load();
    return () => {
      stopRows();
      stopConnection();
    };
  }, [console, ring, attempt]);

  return {
    ring,
    version,
    state,
    retry: () => {
      setAttempt((count) => count + 1);
    },
  };
}
