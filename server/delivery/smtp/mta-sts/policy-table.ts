import type { Database, Migrations, SqlRow } from '../../../contract/database.ts';
import type { StsPolicy } from './sts-policy.ts';

/** A policy with the id of the DNS record that announced it. */
export interface KeptPolicy {
  readonly id: string;
  readonly policy: StsPolicy;
  readonly fetchedAt: number;
}

export const deliveryPolicyMigrations: Migrations = {
  name: 'delivery_policy',
  steps: [
    `CREATE TABLE sts_policy (
       domain TEXT PRIMARY KEY,
       id TEXT NOT NULL,
       mode TEXT NOT NULL,
       mx TEXT NOT NULL,
       max_age_seconds INTEGER NOT NULL,
       fetched_at INTEGER NOT NULL
     ) STRICT, WITHOUT ROWID;`,
  ],
};

/** The MTA-STS policies in mail.db. Everything rejects with StoreError. */
export class PolicyTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The domain's policy, unless its time was over at `now`. */
  async find(domain: string, now: number): Promise<KeptPolicy | null> {
    const [row] = await this.#database.query(
      'SELECT * FROM sts_policy WHERE domain = ? AND fetched_at + max_age_seconds * 1000 > ?',
      [domain, now],
    );
    return row === undefined ? null : keptPolicy(row);
  }

  /** Keeps a policy, and lets go of those whose time is over. */
  async keep(domain: string, { id, policy, fetchedAt }: KeptPolicy): Promise<void> {
    await this.#database.transaction([
      {
        sql: 'DELETE FROM sts_policy WHERE fetched_at + max_age_seconds * 1000 <= ?',
        params: [fetchedAt],
      },
      {
        sql: 'INSERT OR REPLACE INTO sts_policy VALUES (?, ?, ?, ?, ?, ?)',
        params: [domain, id, policy.mode, policy.mx.join(' '), policy.maxAgeSeconds, fetchedAt],
      },
    ]);
  }
}

function keptPolicy(row: SqlRow): KeptPolicy {
  const mode = row['mode'];
  const mx = String(row['mx']);
  return {
    id: String(row['id']),
    fetchedAt: Number(row['fetched_at']),
    policy: {
      mode: mode === 'enforce' || mode === 'testing' ? mode : 'none',
      mx: mx === '' ? [] : mx.split(' '),
      maxAgeSeconds: Number(row['max_age_seconds']),
    },
  };
}
