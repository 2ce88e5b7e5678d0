import { REPORTED_TABLE } from './reported-table.ts';

/** Kept in the file as `user_version`; a file of another version is left as it is and passed over. */
export const DAY_SCHEMA_VERSION = 1;

/**
 * One day of sessions.
 *
 * `key` orders them (see SessionKeys), and SQLite adds it to every index, so that each index answers "the newest of
 * these, before that one" without sorting. An index of a column that is mostly NULL leaves those rows out; its condition
 * is `IS NOT NULL` because SQLite does not infer anything else from `account = ?`.
 */
export const DAY_SCHEMA = `
CREATE TABLE session (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER,
  listener TEXT NOT NULL,
  kind TEXT NOT NULL,
  direction TEXT NOT NULL,
  port INTEGER NOT NULL,
  ip TEXT NOT NULL,
  tls TEXT,
  helo TEXT,
  account TEXT COLLATE NOCASE,
  sender TEXT COLLATE NOCASE,
  recipients TEXT NOT NULL,
  recipient_count INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  result TEXT NOT NULL,
  refusal TEXT,
  would_have_blocked TEXT NOT NULL,
  repeats INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX session_id ON session (id, started);
CREATE INDEX session_ip ON session (ip);
CREATE INDEX session_account ON session (account) WHERE account IS NOT NULL;
CREATE INDEX session_sender ON session (sender) WHERE sender IS NOT NULL;
CREATE INDEX session_result ON session (result);
CREATE INDEX session_listener ON session (listener);
CREATE INDEX session_direction ON session (direction);

-- The rules, options and exceptions that a session is found by.
CREATE TABLE concern (
  option TEXT NOT NULL,
  key INTEGER NOT NULL,
  PRIMARY KEY (option, key)
) STRICT, WITHOUT ROWID;

-- Apart from the rows, so that a search reads few pages. Both are packed; see pack.ts.
CREATE TABLE content (
  key INTEGER PRIMARY KEY,
  record BLOB NOT NULL,
  steps BLOB
) STRICT;

CREATE VIRTUAL TABLE word USING fts5 (
  text,
  content = '',
  columnsize = 0,
  tokenize = "unicode61 tokenchars '@.-_'"
);

-- Numbers of all sessions, those that are only counted too: charts never read the table of sessions.
CREATE TABLE stat_hour (
  hour INTEGER NOT NULL,
  result TEXT NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  sessions INTEGER NOT NULL,
  PRIMARY KEY (hour, result, rule, reason)
) STRICT, WITHOUT ROWID;
CREATE TABLE stat_network (
  network TEXT PRIMARY KEY,
  accepted INTEGER NOT NULL DEFAULT 0,
  blocked INTEGER NOT NULL DEFAULT 0,
  deferred INTEGER NOT NULL DEFAULT 0,
  closed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX stat_network_blocked ON stat_network (blocked);
${REPORTED_TABLE}
-- What the packed columns were packed with.
CREATE TABLE dictionary (bytes BLOB NOT NULL) STRICT;
PRAGMA user_version = ${String(DAY_SCHEMA_VERSION)};
`;
