import type { SqlRow } from '../contract/database.ts';
import { forgetUnreferenced } from './forget-blob.ts';
import type { SqlConnection } from './sql-connection.ts';

/**
 * Takes messages out of an account's INBOX: the rows go, and a tombstone with its MODSEQ stays for each (RFC 7162
 * §3.2.7), so that a UID is never given out again. UIDs that are not there are passed over. A message that no
 * mailbox and no queue entry refers to any more is forgotten; the answer names those in rows with `name`: their
 * files are to be removed once this is durable.
 */
export function removeMessages(
  connection: SqlConnection,
  accountId: number,
  uids: readonly number[],
): readonly SqlRow[] {
  const wanted = JSON.stringify(uids);
  const [mailbox] = connection.all(
    `UPDATE mailbox SET highest_modseq = highest_modseq + 1 WHERE account_id = ? AND name = 'INBOX'
     RETURNING id, highest_modseq AS modseq`,
    [accountId],
  );
  if (!mailbox) return [];
  const mailboxId = Number(mailbox['id']);
  const removed = connection.all(
    `DELETE FROM message WHERE mailbox_id = ? AND uid IN (SELECT value FROM json_each(?))
     RETURNING uid, blob_id`,
    [mailboxId, wanted],
  );
  for (const { uid } of removed)
    connection.all('INSERT INTO expunged (mailbox_id, uid, modseq) VALUES (?, ?, ?)', [
      mailboxId,
      Number(uid),
      Number(mailbox['modseq']),
    ]);
  return [...new Set(removed.map((row) => Number(row['blob_id'])))].flatMap((blobId) =>
    forgetUnreferenced(connection, blobId),
  );
}
