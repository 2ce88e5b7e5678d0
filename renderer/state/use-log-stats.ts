import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { LogStats } from '../../server/contract/log-history.ts';
import { useConsole } from './console-context.tsx';
import { callKey } from './use-call.ts';

/** The log tells of no change of its numbers; a chart need not be newer than this. */
const ASK_AGAIN_MS = 60_000;

/** The numbers of the log between two times, the ones before on show until they are there. */
export function useLogStats(from: number, to: number): UseQueryResult<LogStats> {
  const console = useConsole();
  return useQuery({
    queryKey: callKey('log.stats', from, to),
    queryFn: () => console.call('log.stats', from, to),
    placeholderData: keepPreviousData,
    refetchInterval: ASK_AGAIN_MS,
    staleTime: ASK_AGAIN_MS,
  });
}
