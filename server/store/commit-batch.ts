import type { SqlRow, SqlStatement } from '../contract/services.ts';
import { classifyFailure } from './failure.ts';
import { removeMessages } from './remove-messages.ts';
import type { SqlConnection } from './sql-connection.ts';
import type { CommitItem, ItemOutcome, StoredDelivery, StoredMessage } from './worker-messages.ts';

const INBOX = 'INBOX';

/**
 * Runs all items as one transaction and returns once it is durable. An item that is refused (a constraint, bad SQL)
 * is undone alone; anything worse is thrown, and then none of the items is stored.
 * `at`: milliseconds since 1970.
 */
export function commitBatch(
  connection: SqlConnection,
  items: readonly CommitItem[],
  at: number,
): readonly ItemOutcome[] {
  connection.execute('BEGIN IMMEDIATE');
  try {
    const outcomes = items.map((item) => runItem(connection, item, at));
    connection.execute('COMMIT');
    return outcomes;
  } catch (error) {
    // SQLite has already rolled back on some errors.
    if (connection.inTransaction) connection.execute('ROLLBACK');
    throw error;
  }
}

function runItem(connection: SqlConnection, item: CommitItem, at: number): ItemOutcome {
  connection.all('SAVEPOINT item');
  try {
    const rows = carryOut(connection, item, at);
    connection.all('RELEASE item');
    return { kind: 'done', rows };
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.kind !== 'refused' || !connection.inTransaction) throw error;
    connection.all('ROLLBACK TO item');
    connection.all('RELEASE item');
    return { kind: 'refused', message: failure.message };
  }
}

function carryOut(connection: SqlConnection, item: CommitItem, at: number): readonly (readonly SqlRow[])[] {
  switch (item.kind) {
    case 'message':
      return insertMessage(connection, item.message, at);
    case 'removal':
      return [removeMessages(connection, item.accountId, item.uids)];
    case 'statements':
      return runStatements(connection, item.statements);
  }
}

function runStatements(
  connection: SqlConnection,
  statements: readonly SqlStatement[],
): readonly (readonly SqlRow[])[] {
  return statements.map(({ sql, params }) => connection.all(sql, params));
}

function insertMessage(connection: SqlConnection, message: StoredMessage, at: number): readonly never[] {
  const blobId = insertedId(
    connection.all(
      `INSERT INTO blob (name, received_at, size_bytes, body_offset, return_path, envelope)
       VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
      [
        message.id,
        message.receivedAt,
        message.sizeBytes,
        message.bodyOffset,
        message.returnPath,
        message.envelope,
      ],
    ),
  );
  if (message.content) connection.all('INSERT INTO spool VALUES (?, ?)', [blobId, message.content]);
  for (const delivery of message.deliveries) insertDelivery(connection, delivery, blobId, at);
  return [];
}

function insertDelivery(
  connection: SqlConnection,
  delivery: StoredDelivery,
  blobId: number,
  at: number,
): void {
  if (delivery.kind === 'queue') {
    connection.all(
      'INSERT INTO queue (blob_id, recipient, gateway, dsn, next_attempt_at) VALUES (?, ?, ?, ?, ?)',
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

function insertedId(rows: readonly SqlRow[]): number {
  return Number(rows[0]?.['id']);
}
