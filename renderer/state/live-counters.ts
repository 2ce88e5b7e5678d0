import { useEffect, useState } from 'react';
import type { LogCounters } from '../../server/contract/status.ts';
import { useConsole } from './console-context.tsx';
import { useCall } from './use-call.ts';

/** The counters of the log, as they change; null until the first answer. */
export function useLiveCounters(): LogCounters | null {
  const console = useConsole();
  const status = useCall('status.get');
  const [latest, setLatest] = useState<LogCounters | null>(null);
  useEffect(() => {
    return console.on('counters', setLatest);
  }, [console]);
  return latest ?? status.data?.counters ?? null;
}
