import type { SqlRow } from '../contract/database.ts';
import { forgetUnreferenced } from './forget-blob.ts';
import { insertDelivery } from './insert-message.ts';
import type { SqlConnection } from './sql-connection.ts';
import type { StoredDelivery, StoredQueueChange } from './worker-messages.ts';

/**
 * Carries out what became of a queue entry; one that is gone is passed over. Whether it is held is the
 * administrator's business alone and stays. The answer names the messages that are to be forgotten, as
 * `forgetUnreferenced` does. `at`: milliseconds since 1970.
 */
export function changeQueue(
  connection: SqlConnection,
  change: StoredQueueChange,
  at: number,
): readonly SqlRow[] {
  switch (change.kind) {
    case 'done':
      return replace(connection, change.id, [], at);
    case 'rerouted':
      return replace(connection, change.id, change.deliveries, at);
    case 'deferred':
      return connection.all(
        `UPDATE queue SET attempts = attempts + 1, next_attempt_at = ?, scheduled_at = ?, last_failure = ?,
           delay_told_at = ?, state = iif(state = 'held', 'held', 'waiting') WHERE id = ?`,
        [change.nextAttemptAt, at, change.failure, change.delayToldAt, change.id],
      );
    case 'parked':
      return connection.all(
        `UPDATE queue SET next_attempt_at = ?, scheduled_at = ?, asked_for_at = NULL,
           state = iif(state = 'held', 'held', 'etrn') WHERE id = ?`,
        [change.until, at, change.id],
      );
  }
}

function replace(
  connection: SqlConnection,
  entryId: number,
  deliveries: readonly StoredDelivery[],
  at: number,
): readonly SqlRow[] {
  const [entry] = connection.all('DELETE FROM queue WHERE id = ? RETURNING blob_id', [entryId]);
  if (!entry) return [];
  const blobId = Number(entry['blob_id']);
  for (const delivery of deliveries)
    if (!isDelivered(connection, delivery, blobId)) insertDelivery(connection, delivery, blobId, at);
  return forgetUnreferenced(connection, blobId);
}

/** A mailbox and a recipient elsewhere get a message once, by whatever ways it leads there. */
function isDelivered(connection: SqlConnection, delivery: StoredDelivery, blobId: number): boolean {
  const rows =
    delivery.kind === 'queue'
      ? connection.all('SELECT 1 FROM queue WHERE blob_id = ? AND recipient = ?', [
          blobId,
          delivery.recipient,
        ])
      : connection.all(
          `SELECT 1 FROM message JOIN mailbox ON mailbox.id = mailbox_id
           WHERE blob_id = ? AND account_id = ? AND mailbox.name = 'INBOX'`,
          [blobId, delivery.accountId],
        );
  return rows.length > 0;
}
