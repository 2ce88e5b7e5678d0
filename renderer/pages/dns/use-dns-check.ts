import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { DnsReport } from '../../../server/contract/first-run.ts';
import { useConsole } from '../../state/console-context.tsx';

/** What DNS says of a domain, asked when `isAsked`, and again by `refetch`. */
export function useDnsCheck(
  domain: string,
  publicIps: readonly string[],
  isAsked: boolean,
): UseQueryResult<DnsReport> {
  const console = useConsole();
  return useQuery({
    queryKey: ['dns.check', domain, publicIps],
    queryFn: () => console.call('dns.check', domain, publicIps),
    enabled: isAsked,
    // What was found before stays to be read while it is asked again.
    placeholderData: (before) => (before?.domain === domain ? before : undefined),
  });
}
