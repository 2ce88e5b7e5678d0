import type { QueuedMessage } from '../contract/api.ts';
import type { Database, SqlRow } from '../contract/services.ts';

/** Mail for elsewhere that waits to be sent. */
export interface OutboundQueue {
  /** One entry per recipient, the next to be tried first. */
  list(): Promise<readonly QueuedMessage[]>;
}

export function createOutboundQueue(database: Pick<Database, 'query'>): OutboundQueue {
  return {
    async list() {
      const rows = await database.query(
        `SELECT queue.id AS entry, blob.name AS message, received_at, return_path, recipient, gateway, size_bytes
         FROM queue JOIN blob ON blob.id = queue.blob_id ORDER BY next_attempt_at, queue.id`,
      );
      return rows.map(toQueuedMessage);
    },
  };
}

function toQueuedMessage(row: SqlRow): QueuedMessage {
  return {
    id: `${String(row['message'])}-${String(row['entry'])}`,
    queuedAt: Number(row['received_at']),
    sender: String(row['return_path']),
    recipient: String(row['recipient']),
    gateway: row['gateway'] === null ? null : String(row['gateway']),
    sizeBytes: Number(row['size_bytes']),
    state: 'waiting',
  };
}
