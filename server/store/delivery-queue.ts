import type { Database, SqlStatement } from '../contract/database.ts';
import type { DeliveryQueue } from '../contract/delivery-queue.ts';
import { StoreError } from '../contract/message-store.ts';
import type { Intake } from './incoming-message.ts';
import { storeOwnMessages } from './own-messages.ts';
import { queueEntry } from './queue-entry.ts';
import type { QueueNews } from './queue-news.ts';
import {
  askFor,
  askForGateway,
  CHANGED_ROWS,
  dueAfterAll,
  dueEntries,
  entriesWithIds,
  foundEntries,
  hold,
  messageSize,
  nextDue,
  putOffByAnotherClock,
} from './queue-queries.ts';
import { openSentContent } from './sent-content.ts';
import { storedChange } from './stored-change.ts';
import type { StoredMessage, StoredQueueChange } from './worker-messages.ts';

/** The part of the storage worker that the queue needs. */
export interface QueueDatabase extends Database {
  settle(changes: readonly StoredQueueChange[], messages: readonly StoredMessage[]): Promise<void>;
}

export function createDeliveryQueue(
  database: QueueDatabase,
  intake: Pick<Intake, 'files' | 'noteLeftover'>,
  news: QueueNews,
): DeliveryQueue {
  const query = async ({ sql, params }: SqlStatement) => database.query(sql, params);
  const change = async (statement: SqlStatement): Promise<number> => {
    const [, [row] = []] = await database.transaction([statement, CHANGED_ROWS]);
    return Number(row?.['changed']);
  };
  const askAndTell = async (statement: SqlStatement): Promise<number> => {
    const changed = await change(statement);
    if (changed > 0) news.tell();
    return changed;
  };

  return {
    async due(now, limit, except) {
      if ((await query(putOffByAnotherClock(now))).length > 0) await change(dueAfterAll(now));
      return (await query(dueEntries(now, limit, except))).map(queueEntry);
    },

    async nextDueAt(except) {
      const [row] = await query(nextDue(except));
      return row ? Number(row['next_attempt_at']) : null;
    },

    list: async (search) => (await query(foundEntries(search))).map(queueEntry),
    find: async (ids) => (await query(entriesWithIds(ids))).map(queueEntry),
    open: (messageId) => openSentContent(database, intake.files, messageId),

    async sizeOf(messageId) {
      const [row] = await query(messageSize(messageId));
      if (!row) throw new StoreError('unavailable', `There is no message ${messageId}`);
      return Number(row['sent_bytes']);
    },

    async settle(changes, messages) {
      const stored = changes.map(storedChange);
      await storeOwnMessages(intake, messages, (written) =>
        news.tellAfter(database.settle(stored, written), [
          ...stored.flatMap((one) => (one.kind === 'rerouted' ? one.deliveries : [])),
          ...written.flatMap(({ deliveries }) => deliveries),
        ]),
      );
    },

    retry: (ids, at) => askAndTell(askFor(ids, at)),
    retryGateway: (gateway, at) => askAndTell(askForGateway(gateway, at)),
    hold: (ids) => change(hold(ids)),
    onNews: (listener) => news.listen(listener),
  };
}
