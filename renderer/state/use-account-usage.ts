import { useQuery } from '@tanstack/react-query';
import type { AccountUsage } from '../../server/contract/list-calls.ts';
import { useConsole } from './console-context.tsx';
import { callKey } from './use-call.ts';

/** Every message changes the numbers, and so does the clock; nobody tells of that, so they are asked for. */
const ASK_EVERY_MS = 10_000;

/** What the accounts have sent lately; undefined until the server has answered. */
export function useAccountUsage(): readonly AccountUsage[] | undefined {
  const console = useConsole();
  return useQuery({
    queryKey: callKey('accounts.usage'),
    queryFn: () => console.call('accounts.usage'),
    refetchInterval: ASK_EVERY_MS,
  }).data;
}
