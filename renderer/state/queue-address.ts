import { useSearch } from 'wouter';
import type { QueuedMessage } from '../../server/contract/delivery-calls.ts';
import { navigate } from './hash-location.ts';

export const QUEUE_STATES = [
  'waiting',
  'sending',
  'held',
  'etrn',
] as const satisfies readonly QueuedMessage['state'][];
export type QueueStateFilter = (typeof QUEUE_STATES)[number] | 'all';

/** What the queue page shows, as its address says: filter and opened message. */
export interface QueueAddress {
  readonly state: QueueStateFilter;
  readonly text: string;
  readonly entry: string | null;
}

/** The address of the queue page and how to change a part of it. */
export function useQueueAddress(): readonly [QueueAddress, (change: Partial<QueueAddress>) => void] {
  const address = parseQueueAddress(useSearch());
  return [
    address,
    (change) => {
      navigate(queueAddress({ ...address, ...change }), { replace: true });
    },
  ];
}

/** `/queue?state=held&text=anna&entry=12` */
export function queueAddress({ state, text, entry }: Partial<QueueAddress>): string {
  const query = new URLSearchParams();
  if (state && state !== 'all') query.set('state', state);
  if (text) query.set('text', text);
  if (entry) query.set('entry', entry);
  return query.size > 0 ? `/queue?${query.toString()}` : '/queue';
}

export function parseQueueAddress(search: string): QueueAddress {
  const query = new URLSearchParams(search);
  const wanted = query.get('state');
  return {
    state: QUEUE_STATES.find((state) => state === wanted) ?? 'all',
    text: query.get('text') ?? '',
    entry: query.get('entry'),
  };
}
