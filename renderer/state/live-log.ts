import { useEffect, useState, useSyncExternalStore } from 'react';
import { useConsole } from './console-context.tsx';
import { LogRing } from './log-ring.ts';

/** How many sessions of the past are at hand at once; older ones come when they are scrolled to. */
const AT_HAND = 1000;

export interface LiveLog {
  readonly ring: LogRing;
  readonly version: number;
  readonly state:
    | { readonly kind: 'loading' }
    | { readonly kind: 'live' }
    | { readonly kind: 'failed'; readonly because: string };
  readonly retry: () => void;
}

/** The live log: the newest sessions first, then every change as it comes; asked anew when the line was lost. */
export function useLiveLog(): LiveLog {
  const console = useConsole();
  const [ring] = useState(() => new LogRing());
  const [state, setState] = useState<LiveLog['state']>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const version = useSyncExternalStore(ring.subscribe, ring.version);

  useEffect(() => {
    const load = async () => {
      const knownUntil = ring.newestStart;
      try {
        const { sessions, more } = await console.call('log.search', { limit: AT_HAND });
        // Of the millisecond in which the page ends some are in it and some are not.
        const floor = more === null ? 0 : more.startedAt + 1;
        const whole = sessions.filter(({ startedAt }) => startedAt >= floor);
        const oldestFirst = whole.toReversed(); // so that of one millisecond the later one is on top
        if (knownUntil !== null && floor <= knownUntil) ring.merge(oldestFirst);
        else ring.restart(oldestFirst, floor);
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
