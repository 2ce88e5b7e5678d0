import type { Migrations } from '../contract/database.ts';

/** The change history in mail.db. An id is never given out twice, so that a link to a change never leads to another. */
export const auditMigrations: Migrations = {
  name: 'audit',
  steps: [
    `
      CREATE TABLE change_record (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        made_by TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        summary TEXT NOT NULL,
        fields TEXT NOT NULL CHECK (json_valid(fields)),
        differences TEXT CHECK (differences IS NULL OR json_valid(differences)),
        reason TEXT NOT NULL DEFAULT '',
        undoes INTEGER,
        undone_by INTEGER
      ) STRICT;
      CREATE INDEX change_record_subject ON change_record (subject, id);
      CREATE INDEX change_record_kind ON change_record (kind, id);
    `,
  ],
};
