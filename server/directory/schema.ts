import type { Migrations } from '../contract/database.ts';

/**
 * The directory's tables in mail.db.
 *
 * - `key` columns hold the form by which entries are compared, so that SQLite's own comparison is exact.
 * - `position` keeps the order of a list: the first wildcard alias that matches wins, the first local domain
 *   completes a login without a domain.
 * - Times are milliseconds since 1970; `minute`, `slot` (five minutes) and `day` count since then.
 * - What mere use changes (hits, sign-ins) has tables of its own: a change of a list never overwrites it.
 */
export const directoryMigrations: Migrations = {
  name: 'directory',
  steps: [
    `
      CREATE TABLE directory_state (
        singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
        revision INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE local_domain (
        name TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        subaddress_separator TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE account (
        id INTEGER PRIMARY KEY,
        address_key TEXT NOT NULL UNIQUE,
        address TEXT NOT NULL,
        display_name TEXT NOT NULL,
        enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
        password_hash TEXT,
        credential_version INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE account_use (
        account_id INTEGER PRIMARY KEY,
        last_sign_in_at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE alias (
        key TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        pattern TEXT NOT NULL,
        targets TEXT NOT NULL CHECK (json_valid(targets)),
        members_may_send_as INTEGER NOT NULL CHECK (members_may_send_as IN (0, 1))
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE gateway (
        domain TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        host TEXT NOT NULL,
        port INTEGER NOT NULL,
        senders_must_auth TEXT NOT NULL CHECK (senders_must_auth IN ('off', 'report', 'enforce')),
        sending_accounts TEXT CHECK (sending_accounts IS NULL OR json_valid(sending_accounts))
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE white_list_entry (
        key TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        pattern TEXT NOT NULL,
        comment TEXT NOT NULL,
        expires_at INTEGER,
        created_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE white_list_use (
        key TEXT PRIMARY KEY,
        hits INTEGER NOT NULL,
        last_used_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE listed_network (
        list TEXT NOT NULL CHECK (list IN ('local', 'trusted', 'allow')),
        range TEXT NOT NULL,
        position INTEGER NOT NULL,
        comment TEXT NOT NULL,
        PRIMARY KEY (list, range)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE screened_network (
        network TEXT PRIMARY KEY,
        reason TEXT NOT NULL,
        session_id TEXT,
        since INTEGER NOT NULL,
        until INTEGER,
        offences INTEGER NOT NULL,
        hits INTEGER NOT NULL,
        added_by TEXT NOT NULL CHECK (added_by IN ('rule', 'administrator'))
      ) STRICT, WITHOUT ROWID;
    `,
    `
      CREATE TABLE mailbox_login (
        account_id INTEGER PRIMARY KEY,
        minute INTEGER NOT NULL
      ) STRICT;
    `,
    `
      ALTER TABLE account ADD COLUMN send_as TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(send_as));
      ALTER TABLE account ADD COLUMN limits TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(limits));
      ALTER TABLE account ADD COLUMN frozen TEXT CHECK (frozen IS NULL OR json_valid(frozen));
      ALTER TABLE gateway ADD COLUMN tls TEXT NOT NULL DEFAULT 'opportunistic'
        CHECK (tls IN ('none', 'opportunistic', 'required'));
      ALTER TABLE gateway ADD COLUMN recipient_check TEXT NOT NULL DEFAULT 'accept-all'
        CHECK (recipient_check IN ('accept-all', 'list', 'ask-server'));
      ALTER TABLE gateway ADD COLUMN recipients TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(recipients));
      ALTER TABLE gateway ADD COLUMN delivery TEXT NOT NULL DEFAULT 'push' CHECK (delivery IN ('push', 'etrn'));
      ALTER TABLE gateway ADD COLUMN etrn_accounts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(etrn_accounts));
      ALTER TABLE gateway ADD COLUMN retry_hours INTEGER NOT NULL DEFAULT 120;
    `,
    `
      CREATE TABLE account_sending (
        account_id INTEGER PRIMARY KEY,
        learns_until INTEGER NOT NULL,
        slots TEXT NOT NULL CHECK (json_valid(slots))
      ) STRICT;
      CREATE TABLE known_recipient (
        account_id INTEGER NOT NULL,
        recipient INTEGER NOT NULL,
        day INTEGER NOT NULL,
        PRIMARY KEY (account_id, recipient)
      ) STRICT, WITHOUT ROWID;
    `,
    `
      CREATE TABLE good_login (
        network TEXT PRIMARY KEY,
        minute INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
    `
      ALTER TABLE white_list_entry ADD COLUMN owner TEXT NOT NULL DEFAULT '';
      ALTER TABLE white_list_entry ADD COLUMN kept_at INTEGER;
    `,
  ],
};
