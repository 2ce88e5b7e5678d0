import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useConsole } from './console-context.tsx';
import type { LogAddress, LogLink } from './log-address.ts';
import { isFiltered } from './log-filter.ts';
import { callKey } from './use-call.ts';

/** Sessions shown above the one that a link leads to. */
const SHOWN_AFTER_MS = 60_000;

/**
 * A link to a session of long ago opens the list where that session stands: until a minute after it. Only where nothing
 * else is asked for, and only once: whoever has the list before him selects without its moving.
 */
export function usePlaceOfLink(
  address: LogAddress,
  ringFloor: number,
  goTo: (change: LogLink) => void,
): void {
  const console = useConsole();
  const isPlaced = useRef(false);
  const { session, at } = address;
  const [linked] = useState(session);
  const isWanted = session !== null && session === linked && !isFiltered(address) && ringFloor !== Infinity;
  const found = useQuery({
    queryKey: callKey('log.session', session, at, 'place'),
    queryFn: () => console.call('log.session', session ?? '', at ?? undefined),
    enabled: isWanted && at === null,
    gcTime: 60_000,
  });
  const startedAt = at ?? found.data?.startedAt;
  useEffect(() => {
    if (!isWanted || isPlaced.current || startedAt === undefined) return;
    isPlaced.current = true;
    if (startedAt >= ringFloor) return;
    goTo({ at: startedAt, range: { kind: 'between', from: null, to: startedAt + SHOWN_AFTER_MS } });
  }, [isWanted, startedAt, ringFloor, goTo]);
}
