import type { SqlRow } from '../contract/database.ts';
import type { SqlConnection } from './sql-connection.ts';

/**
 * Forgets a message that no mailbox and no queue entry refers to any more. The answer then names it in a row with
 * `name`: its file is to be removed once this is durable.
 */
export function forgetUnreferenced(connection: SqlConnection, blobId: number): readonly SqlRow[] {
  const isReferenced =
    connection.all(
      'SELECT 1 FROM message WHERE blob_id = ?1 UNION ALL SELECT 1 FROM queue WHERE blob_id = ?1',
      [blobId],
    ).length > 0;
  if (isReferenced) return [];
  connection.all('DELETE FROM spool WHERE blob_id = ?', [blobId]);
  return connection.all('DELETE FROM blob WHERE id = ? RETURNING name', [blobId]);
}
