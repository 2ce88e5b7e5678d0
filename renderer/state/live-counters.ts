import { useEffect, useState } from 'react';
import type { LogCounters } from '../../server/contract/api.ts';
import { useConsole } from './console-context.tsx';
import { useCall } from './use-call.ts';

/** The counters of the log, at most once a second newer than what was shown; null until the first answer. */
export function useLiveCounters(): LogCounters | null {
  const console = useConsole();
  const status = useCall('status.get');
  const [latest, setLatest] = useState<LogCounters | null>(null);
  useEffect(() => {
    let pending: LogCounters | null = null;
    const stop = console.on('sessions', ({ counters }) => {
      pending = counters;
    });
    const timer = setInterval(() => {
      if (pending) setLatest(pending);
      pending = null;
    }, 1000);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [console]);
  return latest ?? status.data?.counters ?? null;
}
