import type { DeliveryQueue, QueueEntry } from '../contract/delivery-queue.ts';
import type { QueuePort } from '../console/console-ports.ts';
import type { Claims } from '../delivery/claims.ts';
import type { QueueDesk } from '../delivery/queue-desk.ts';
import { entryIdOf, searchOf, viewOf } from '../delivery/queue-view.ts';

export interface QueuePortParts {
  readonly queue: Pick<DeliveryQueue, 'list'>;
  readonly claims: Claims;
  readonly desk: QueueDesk;
  readonly retryHoursOf: (entry: QueueEntry) => number;
  /** The administrator wants to see it tried: servers that did not answer lately are asked again. */
  readonly onRetry: () => void;
}

/** The queue as the console asks for it: entries by their names. */
export function queuePort({ queue, claims, desk, retryHoursOf, onRetry }: QueuePortParts): QueuePort {
  return {
    list: async (query) => {
      const found = await queue.list(searchOf(query, claims.ids));
      return found.map((entry) => viewOf(entry, retryHoursOf(entry), claims.ids.has(entry.id)));
    },
    retry: (names) => {
      onRetry();
      return desk.retry(idsOf(names));
    },
    hold: (names) => desk.hold(idsOf(names)),
    release: (names) => desk.release(idsOf(names)),
    remove: (names) => desk.remove(idsOf(names)),
    bounce: (names) => desk.bounce(idsOf(names)),
  };
}

function idsOf(names: readonly string[]): readonly number[] {
  return names.flatMap((name) => entryIdOf(name) ?? []);
}
