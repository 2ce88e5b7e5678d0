import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { SessionDetail } from '../../server/contract/session-log.ts';
import { useConsole } from './console-context.tsx';
import { callKey } from './use-call.ts';

/** One session in full. Asked for again when its row grows; what was there stays until the answer. */
export function useSessionDetail(
  id: string,
  startedAt: number | null,
  revision: number,
): UseQueryResult<SessionDetail> {
  const console = useConsole();
  return useQuery({
    queryKey: callKey('log.session', id, startedAt, revision),
    queryFn: () =>
      startedAt === null ? console.call('log.session', id) : console.call('log.session', id, startedAt),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}
