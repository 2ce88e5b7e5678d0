import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CallName, CallResult, Calls } from '../../server/contract/api.ts';
import { useConsole } from './console-context.tsx';

/** What the server answers to a call, kept until the server says that it changed. */
export function useCall<N extends CallName>(
  name: N,
  ...args: Parameters<Calls[N]>
): UseQueryResult<CallResult<N>> {
  const console = useConsole();
  return useQuery({
    queryKey: callKey(name, ...args),
    queryFn: () => console.call(name, ...args),
  });
}

/** The key under which the answer to a call is kept. */
export function callKey(name: CallName, ...args: readonly unknown[]): readonly unknown[] {
  return [name, ...args];
}
