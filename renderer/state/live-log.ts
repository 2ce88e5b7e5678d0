import { useEffect, useState, useSyncExternalStore } from 'react';
import { useConsole } from './console-context.tsx';
import { feedLog, type FeedState, type Visibility } from './log-feed.ts';
import { LogRing } from './log-ring.ts';

export interface LiveLog {
  readonly ring: LogRing;
  readonly version: number;
  readonly state: FeedState;
  readonly retry: () => void;
}

/** The live log: the newest sessions first, then every change as it comes, while the window is seen. */
export function useLiveLog(): LiveLog {
  const console = useConsole();
  const [ring] = useState(() => new LogRing());
  const [state, setState] = useState<FeedState>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const version = useSyncExternalStore(ring.subscribe, ring.version);

  useEffect(
    () => feedLog(ring, { console, visibility: ofDocument, onState: setState }),
    [console, ring, attempt],
  );

  return {
    ring,
    version,
    state,
    retry: () => {
      setAttempt((count) => count + 1);
    },
  };
}

const ofDocument: Visibility = {
  isHidden: () => document.hidden,
  onChange: (changed) => {
    document.addEventListener('visibilitychange', changed);
    return () => {
      document.removeEventListener('visibilitychange', changed);
    };
  },
};
