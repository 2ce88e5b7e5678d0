import type { SqlConnection } from './sql-connection.ts';
import type { StoredDelivery, StoredMessage } from './worker-messages.ts';

const INBOX = 'INBOX';

/** Stores a message and its deliveries. `at`: milliseconds since 1970. */
export function insertMessage(connection: SqlConnection, message: StoredMessage, at: number): void {
  const [row] = connection.all(
    `INSERT INTO blob (name, received_at, size_bytes, body_offset, sent_offset, return_path, envelope)
     VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    [
      message.id,
      message.receivedAt,
      message.sizeBytes,
      message.bodyOffset,
      message.sentOffset,
      message.returnPath,
      message.envelope,
    ],
  );
  const blobId = Number(row?.['id']);
  if (message.content) connection.all('INSERT INTO spool VALUES (?, ?)', [blobId, message.content]);
  for (const delivery of message.deliveries) insertDelivery(connection, delivery, blobId, at);
}

/** Puts a stored message into a mailbox, under its next UID, or into the queue, due at once. */
export function insertDelivery(
  connection: SqlConnection,
  delivery: StoredDelivery,
  blobId: number,
  at: number,
): void {
  if (delivery.kind === 'queue') {
    connection.all(
      `INSERT INTO queue (blob_id, recipient, gateway, dsn, next_attempt_at, scheduled_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?5)`,
      [blobId, delivery.recipient, delivery.gateway, delivery.dsn, at],
    );
    return;
  }
  const { mailboxId, uid, modseq } = nextUid(connection, delivery.accountId, at);
  connection.all(
    'INSERT INTO message (mailbox_id, uid, modseq, created_modseq, blob_id) VALUES (?, ?, ?, ?, ?)',
    [mailboxId, uid, modseq, modseq, blobId],
  );
}

/**
 * Takes the account's next UID, and makes its INBOX with the first one. RFC 9051 §2.3.1.1: UIDVALIDITY must grow
 * should a mailbox ever be made again, even where the clock was set back in between.
 */
function nextUid(
  connection: SqlConnection,
  accountId: number,
  at: number,
): { readonly mailboxId: number; readonly uid: number; readonly modseq: number } {
  const [row] = connection.all(
    `INSERT INTO mailbox (account_id, name, uid_validity, uid_next, highest_modseq)
     VALUES (?1, ?2, max(?3, (SELECT coalesce(max(uid_validity), 0) + 1 FROM mailbox)), 2, 1)
     ON CONFLICT (account_id, name) DO UPDATE SET uid_next = uid_next + 1, highest_modseq = highest_modseq + 1
     RETURNING id, uid_next - 1 AS uid, highest_modseq AS modseq`,
    [accountId, INBOX, Math.floor(at / 1000)],
  );
  return { mailboxId: Number(row?.['id']), uid: Number(row?.['uid']), modseq: Number(row?.['modseq']) };
}
