import type { Migrations } from '../contract/database.ts';

/** `public_key` is a SubjectPublicKeyInfo in DER, `sealed_private_key` a PKCS #8 in DER under the key of secrets.key. */
export const authenticityMigrations: Migrations = {
  name: 'authenticity',
  steps: [
    `
      CREATE TABLE dkim_key (
        domain TEXT NOT NULL,
        selector TEXT NOT NULL,
        algorithm TEXT NOT NULL CHECK (algorithm IN ('rsa', 'ed25519')),
        created_at INTEGER NOT NULL,
        active INTEGER NOT NULL CHECK (active IN (0, 1)),
        public_key BLOB NOT NULL,
        sealed_private_key BLOB NOT NULL,
        PRIMARY KEY (domain, selector)
      ) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX dkim_key_active ON dkim_key (domain, algorithm) WHERE active = 1;
    `,
  ],
};
