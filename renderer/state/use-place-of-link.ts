import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useConsole } from './console-context.tsx';
import type { LogAddress, LogLink } from './log-address.ts';
import { isFiltered } from './log-filter.ts';
import { callKey } from './use-call.ts';

/** Sessions shown above the one that a link leads to. */
const SHOWN_AFTER_MS = 60_000;

/**
 * A link to a session of long ago opens the list where that session stands: until a minute after it. Only where nothing
 * else is asked for, and once for each link: whoever selects a row of the list has it in its place already.
 */
export function usePlaceOfLink(
  address: LogAddress,
  isInList: boolean,
  ringFloor: number,
  goTo: (change: LogLink) => void,
): void {
  const console = useConsole();
  const placed = useRef<string | null>(null);
  const { session, at } = address;
  const isWanted = session !== null && !isInList && !isFiltered(address) && ringFloor !== Infinity;
  const found = useQuery({
    queryKey: callKey('log.session', session, at, 'place'),
    queryFn: () => console.call('log.session', session ?? ''),
    enabled: isWanted && at === null,
    gcTime: 60_000,
  });
  const startedAt = at ?? found.data?.startedAt;
  useEffect(() => {
    if (session === null || isInList) placed.current = session;
    if (!isWanted || placed.current === session || startedAt === undefined) return;
    placed.current = session;
    if (startedAt >= ringFloor) return;
    goTo({ at: startedAt, range: { kind: 'between', from: null, to: startedAt + SHOWN_AFTER_MS } });
  }, [session, isInList, isWanted, startedAt, ringFloor, goTo]);
}
