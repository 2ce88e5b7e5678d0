import type { Migrations } from '../contract/database.ts';

/**
 * The store's own tables. Flags, MODSEQ and tombstones are kept from the first day although POP3 needs none of
 * them: they cannot be invented later for the mail that is there (RFC 9051 §2.3, RFC 7162).
 *
 * - `blob`: one stored message, however many mailboxes and queue rows share it. Its bytes are in `spool` until the
 *   settler has written them to `mail/<last two letters of name>/<name>.eml`; the row is the only commit point.
 * - `blob.sent_offset`: where what is sent on to other servers begins; `body_offset`, where what is served begins.
 * - `blob.envelope`: as in the file's first header field, without the deliveries: those are rows.
 * - `queue`: one recipient that waits. AUTOINCREMENT, because what is said of an entry that is gone must never be
 *   taken for another one. `scheduled_at`: when `next_attempt_at` was set, to notice a clock that was set back.
 * - `run`: whether the last run ended in good order.
 */
export const storeMigrations: Migrations = {
  name: 'store',
  steps: [
    `CREATE TABLE mailbox (
       id INTEGER PRIMARY KEY,
       account_id INTEGER NOT NULL,
       name TEXT NOT NULL,
       uid_validity INTEGER NOT NULL,
       uid_next INTEGER NOT NULL,
       highest_modseq INTEGER NOT NULL,
       UNIQUE (account_id, name)
     ) STRICT;
     CREATE TABLE blob (
       id INTEGER PRIMARY KEY,
       name TEXT NOT NULL UNIQUE,
       received_at INTEGER NOT NULL,
       size_bytes INTEGER NOT NULL,
       body_offset INTEGER NOT NULL,
       return_path TEXT NOT NULL,
       envelope TEXT NOT NULL
     ) STRICT;
     CREATE TABLE spool (
       blob_id INTEGER PRIMARY KEY REFERENCES blob (id),
       content BLOB NOT NULL
     ) STRICT;
     CREATE TABLE message (
       mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
       uid INTEGER NOT NULL,
       modseq INTEGER NOT NULL,
       created_modseq INTEGER NOT NULL,
       flags TEXT NOT NULL DEFAULT '',
       blob_id INTEGER NOT NULL REFERENCES blob (id),
       PRIMARY KEY (mailbox_id, uid)
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX message_by_modseq ON message (mailbox_id, modseq);
     CREATE INDEX message_by_blob ON message (blob_id);
     CREATE TABLE expunged (
       mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
       uid INTEGER NOT NULL,
       modseq INTEGER NOT NULL,
       PRIMARY KEY (mailbox_id, uid)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE queue (
       id INTEGER PRIMARY KEY,
       blob_id INTEGER NOT NULL REFERENCES blob (id),
       recipient TEXT NOT NULL,
       gateway TEXT,
       dsn TEXT NOT NULL,
       attempts INTEGER NOT NULL DEFAULT 0,
       next_attempt_at INTEGER NOT NULL
     ) STRICT;
     CREATE INDEX queue_by_next_attempt ON queue (next_attempt_at);
     CREATE INDEX queue_by_blob ON queue (blob_id);
     CREATE TABLE run (
       id INTEGER PRIMARY KEY CHECK (id = 1),
       ended_cleanly INTEGER NOT NULL
     ) STRICT;`,
    `ALTER TABLE blob ADD COLUMN sent_offset INTEGER NOT NULL DEFAULT 0;
     UPDATE blob SET
       envelope = json_remove(envelope, '$.deliveries'),
       sent_offset = body_offset + octet_length('Return-Path: ') + octet_length(return_path)
         + iif(return_path = '<>', 0, octet_length('<>')) + octet_length(char(13, 10));
     CREATE TABLE new_queue (
       id INTEGER PRIMARY KEY AUTOINCREMENT,
       blob_id INTEGER NOT NULL REFERENCES blob (id),
       recipient TEXT NOT NULL,
       gateway TEXT,
       dsn TEXT NOT NULL,
       state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'held', 'etrn')),
       attempts INTEGER NOT NULL DEFAULT 0,
       next_attempt_at INTEGER NOT NULL,
       scheduled_at INTEGER NOT NULL,
       asked_for_at INTEGER,
       delay_told_at INTEGER,
       last_failure TEXT
     ) STRICT;
     INSERT INTO new_queue (id, blob_id, recipient, gateway, dsn, attempts, next_attempt_at, scheduled_at)
       SELECT id, blob_id, recipient, gateway, dsn, attempts, next_attempt_at, next_attempt_at FROM queue;
     DROP TABLE queue;
     ALTER TABLE new_queue RENAME TO queue;
     CREATE INDEX queue_by_next_attempt ON queue (next_attempt_at, id) WHERE state <> 'held';
     CREATE INDEX queue_by_schedule ON queue (scheduled_at) WHERE state = 'waiting';
     CREATE INDEX queue_by_gateway ON queue (gateway) WHERE gateway IS NOT NULL;
     CREATE INDEX queue_by_blob ON queue (blob_id);`,
  ],
};
