import type { Database } from '../contract/database.ts';

export interface QueueCounts {
  readonly waiting: number;
  readonly held: number;
  /** When the message was received that has waited longest, in milliseconds since 1970; null where none waits. */
  readonly oldestAt: number | null;
}

/** How much waits to be sent. Reads the short rows of the queue, no messages. Rejects with StoreError. */
export async function queueCounts(database: Database): Promise<QueueCounts> {
  const [row] = await database.query(COUNTS);
  return {
    waiting: Number(row?.['waiting'] ?? 0),
    held: Number(row?.['held'] ?? 0),
    oldestAt: row?.['oldest_at'] === null || row === undefined ? null : Number(row['oldest_at']),
  };
}

/** Ids only grow, so that the first that waits is the one that came first. */
const COUNTS = `SELECT
    count(*) FILTER (WHERE state = 'waiting') AS waiting,
    count(*) FILTER (WHERE state = 'held') AS held,
    (SELECT received_at FROM queue JOIN blob ON blob.id = queue.blob_id
      WHERE state = 'waiting' ORDER BY queue.id LIMIT 1) AS oldest_at
  FROM queue`;
