import type { Database, SqlRow } from '../contract/database.ts';
import type { MailboxMessage } from '../contract/delivery-calls.ts';
import type { Maildrops } from '../contract/maildrops.ts';
import type { BodyFiles } from './body-files.ts';
import { asStoreError } from './failure.ts';
import { blobValue } from './sql-connection.ts';

/** What is in the accounts' mailboxes. Everything rejects with StoreError where the disk fails. */
export interface Mailboxes extends Maildrops {
  /** The account's INBOX, oldest first; empty where nothing was ever delivered. */
  list(accountId: number): Promise<readonly MailboxMessage[]>;
  /** Messages by account id; accounts without mail are absent. */
  counts(): Promise<ReadonlyMap<number, number>>;
}

const FROM_INBOX = `FROM mailbox
  JOIN message ON message.mailbox_id = mailbox.id
  JOIN blob ON blob.id = message.blob_id
  WHERE mailbox.account_id = ? AND mailbox.name = 'INBOX'`;

/** The part of the storage worker that mailboxes need. */
export interface MailboxDatabase extends Pick<Database, 'query'> {
  removeMessages(accountId: number, uids: readonly number[]): Promise<void>;
}

export function createMailboxes(database: MailboxDatabase, files: BodyFiles): Mailboxes {
  return {
    async open(accountId) {
      // One statement sees one moment; a mailbox without messages still has its UIDVALIDITY.
      const rows = await database.query(
        `SELECT uid_validity, uid, size_bytes FROM mailbox
         LEFT JOIN message ON message.mailbox_id = mailbox.id
         LEFT JOIN blob ON blob.id = message.blob_id
         WHERE mailbox.account_id = ? AND mailbox.name = 'INBOX' ORDER BY uid`,
        [accountId],
      );
      return {
        uidValidity: Number(rows[0]?.['uid_validity'] ?? 0),
        messages: rows
          .filter(({ uid }) => uid !== null)
          .map((row) => ({ uid: Number(row['uid']), sizeBytes: Number(row['size_bytes']) })),
      };
    },

    async remove(accountId, uids) {
      if (uids.length > 0) await database.removeMessages(accountId, uids);
    },

    async list(accountId) {
      const rows = await database.query(
        `SELECT uid, received_at, size_bytes, return_path ${FROM_INBOX} ORDER BY uid`,
        [accountId],
      );
      return rows.map(toMailboxMessage);
    },

    async counts() {
      const rows = await database.query(
        `SELECT account_id, count(*) AS messages FROM mailbox JOIN message ON mailbox_id = mailbox.id GROUP BY account_id`,
      );
      return new Map(rows.map((row) => [Number(row['account_id']), Number(row['messages'])]));
    },

    async read(accountId, uid) {
      const [row] = await database.query(
        `SELECT blob.name AS id, body_offset,
           (SELECT content FROM spool WHERE spool.blob_id = blob.id) AS content ${FROM_INBOX} AND uid = ?`,
        [accountId, uid],
      );
      if (!row) return null;
      const content = row['content'] === null ? await readFile(files, row) : blobValue(row['content']);
      return content.subarray(Number(row['body_offset']));
    },
  };
}

function toMailboxMessage(row: SqlRow): MailboxMessage {
  return {
    uid: Number(row['uid']),
    receivedAt: Number(row['received_at']),
    sizeBytes: Number(row['size_bytes']),
    returnPath: String(row['return_path']),
  };
}

async function readFile(files: BodyFiles, row: SqlRow): Promise<Uint8Array> {
  try {
    return await files.read(String(row['id']));
  } catch (error) {
    throw asStoreError(error);
  }
}
