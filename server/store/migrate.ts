import type { Migrations } from '../contract/database.ts';
import type { SqlConnection } from './sql-connection.ts';

/**
 * Brings every set of tables to the version this program knows. Throws, having changed nothing, where one of them
 * was written by a newer program: an older one must not guess what the newer tables mean.
 */
export function migrate(connection: SqlConnection, sets: readonly Migrations[]): void {
  connection.execute(
    'CREATE TABLE IF NOT EXISTS schema_version (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  );
  const versions = sets.map((set) => versionOf(connection, set));
  for (const [index, set] of sets.entries())
    for (const [done, step] of set.steps.entries())
      if (done >= (versions[index] ?? 0)) runStep(connection, set.name, step, done + 1);
}

function versionOf(connection: SqlConnection, { name, steps }: Migrations): number {
  const [row] = connection.all('SELECT version FROM schema_version WHERE name = ?', [name]);
  const version = Number(row?.['version'] ?? 0);
  if (version > steps.length)
    throw new Error(
      `mail.db was written by a newer Gatepost: its "${name}" tables have version ${String(version)}, ` +
        `this program knows ${String(steps.length)}. Install the newer program again, or restore a backup.`,
    );
  return version;
}

function runStep(connection: SqlConnection, name: string, step: string, version: number): void {
  connection.execute('BEGIN IMMEDIATE');
  try {
    connection.execute(step);
    connection.all(
      'INSERT INTO schema_version VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version',
      [name, version],
    );
    connection.execute('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.execute('ROLLBACK');
    throw new Error(`mail.db: step ${String(version)} of the "${name}" tables failed`, { cause: error });
  }
}
