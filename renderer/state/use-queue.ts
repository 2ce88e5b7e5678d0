import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { QueuedMessage, QueueQuery } from '../../server/contract/delivery-calls.ts';
import { queueText } from '../text/en/queue.ts';
import { useConsole } from './console-context.tsx';
import { noteChange } from './last-change.ts';
import type { QueueAddress } from './queue-address.ts';
import { reportFailure } from './report-failure.ts';
import { callKey } from './use-call.ts';

/** How many messages are shown; whoever looks for others searches. */
export const QUEUE_SHOWN = 1000;
/** The most that the server lists at once. */
const QUEUE_LISTED = 10_000;

export interface QueuePart {
  readonly messages: readonly QueuedMessage[];
  /** More wait than are shown. */
  readonly isCapped: boolean;
}

/** The messages of the filter, looked for by the server. While it looks, the ones before stay. */
export function useQueue(filter: Pick<QueueAddress, 'state' | 'text'>): UseQueryResult<QueuePart> {
  const console = useConsole();
  const query = { ...queryOf(filter), limit: QUEUE_SHOWN + 1 };
  return useQuery({
    queryKey: callKey('queue.list', query),
    queryFn: () => console.call('queue.list', query),
    placeholderData: keepPreviousData,
    select: (messages) => ({
      messages: messages.slice(0, QUEUE_SHOWN),
      isCapped: messages.length > QUEUE_SHOWN,
    }),
  });
}

/** Tries every message of the filter that waits, those beyond the shown ones too. Held ones stay held. */
export function useRetryAll(filter: Pick<QueueAddress, 'state' | 'text'>): () => void {
  const console = useConsole();
  const retryAll = async () => {
    const messages = await console.call('queue.list', { ...queryOf(filter), limit: QUEUE_LISTED });
    const waiting = messages.filter(({ state }) => state === 'waiting').map(({ id }) => id);
    noteChange(queueText.retryAllDone(await console.call('queue.retry', waiting)), null);
  };
  return () => {
    reportFailure(queueText.retryAll, retryAll());
  };
}

function queryOf({ state, text }: Pick<QueueAddress, 'state' | 'text'>): QueueQuery {
  const words = text.trim();
  return { ...(state !== 'all' && { state }), ...(words !== '' && { text: words }) };
}
