import type { Spool, SpooledBody } from './settle.ts';
import { blobValue, type SqlConnection } from './sql-connection.ts';

/** Bodies that are settled together: enough to share folder syncs, few enough to hold in memory. */
const SETTLED_TOGETHER = 32;

/** The spool of mail.db. `write` runs work on the write connection of the moment. */
export function spoolTable(write: <T>(work: (connection: SqlConnection) => T) => T): Spool {
  return {
    oldest: () =>
      write((connection) =>
        connection.all(
          'SELECT name, content FROM spool JOIN blob ON blob.id = blob_id ORDER BY blob_id LIMIT ?',
          [SETTLED_TOGETHER],
        ),
      ).map((row): SpooledBody => ({
        id: String(row['name']),
        content: blobValue(row['content']),
      })),

    drop(ids) {
      // By name: while the files were written a message may have gone and its row id may be another's by now.
      // One statement is one transaction: all of them or none.
      write((connection) =>
        connection.all(
          `DELETE FROM spool WHERE blob_id IN
             (SELECT id FROM blob WHERE name IN (SELECT value FROM json_each(?)))`,
          [JSON.stringify(ids)],
        ),
      );
    },
  };
}

export function spooledBytes(connection: SqlConnection): number {
  const [row] = connection.all('SELECT coalesce(sum(length(content)), 0) AS bytes FROM spool');
  return Number(row?.['bytes']);
}
