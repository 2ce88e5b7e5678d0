import { useQuery } from '@tanstack/react-query';
import type { OptionActivity } from '../../server/contract/option-activity.ts';
import type { OptionKey } from '../../server/contract/options.ts';
import { useConsole } from './console-context.tsx';
import { callKey } from './use-call.ts';

/** How far back the window looks, in days. */
export const ACTIVITY_DAYS = 7;
const ASK_AGAIN_MS = 20_000;
/** The options of a page, which come at the same time, ask together; who opens the page later asks anew. */
const TOGETHER_MS = 1000;

/** What one option has done lately; undefined until the server has answered. Asked again while it is shown. */
export function useOptionActivity(option: OptionKey): OptionActivity | undefined {
  const console = useConsole();
  const { data } = useQuery({
    queryKey: callKey('options.activity', ACTIVITY_DAYS),
    queryFn: () => console.call('options.activity', ACTIVITY_DAYS),
    staleTime: TOGETHER_MS,
    refetchInterval: ASK_AGAIN_MS,
  });
  if (data === undefined) return undefined;
  const idle: OptionActivity = { option, blocked: 0, wouldHaveBlocked: 0, senders: 0, topSenders: [] };
  return data.find((activity) => activity.option === option) ?? idle;
}
