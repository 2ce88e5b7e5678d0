import { useQuery } from '@tanstack/react-query';
import type { SessionSummary } from '../../server/contract/session-log.ts';
import { useConsole } from './console-context.tsx';
import { callKey } from './use-call.ts';

const QUERY = { result: 'blocked', direction: 'inbound', limit: 1 } as const;
const ASK_AGAIN_MS = 15_000;

/** The newest session that was blocked; null where there is none, undefined until that is known. */
export function useLastBlocked(): SessionSummary | null | undefined {
  const console = useConsole();
  return useQuery({
    queryKey: callKey('log.search', QUERY),
    queryFn: async () => (await console.call('log.search', QUERY)).sessions[0] ?? null,
    refetchInterval: ASK_AGAIN_MS,
  }).data;
}
