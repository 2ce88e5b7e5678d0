import type { QueueChange } from '../contract/delivery-queue.ts';
import { storedDelivery } from './stored-message.ts';
import type { StoredQueueChange } from './worker-messages.ts';

/** The change as the storage worker takes it. */
export function storedChange(change: QueueChange): StoredQueueChange {
  switch (change.kind) {
    case 'done':
    case 'parked':
      return change;
    case 'deferred':
      return { ...change, failure: JSON.stringify(change.failure) };
    case 'rerouted':
      return { ...change, deliveries: change.deliveries.map(storedDelivery) };
  }
}
