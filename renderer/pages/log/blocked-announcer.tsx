import { useEffect, useState } from 'react';
import type { LogRing } from '../../state/log-ring.ts';
import { text } from '../../text/en.ts';

const EVERY_MS = 30_000;
const WITHIN_MS = 60_000;

/** Tells those who listen how many sessions were blocked lately, at most twice a minute, never one by one. */
export function BlockedAnnouncer({ ring }: { readonly ring: LogRing }) {
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setInterval(() => {
      const since = Date.now() - WITHIN_MS;
      const recent = ring
        .newestFirst()
        .filter(({ startedAt, result }) => startedAt >= since && result === 'blocked');
      setWords(recent.length > 0 ? text.shell.blockedInLastMinute(recent.length) : '');
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [ring]);
  return (
    <span role="status" className="visually-hidden">
      {words}
    </span>
  );
}
