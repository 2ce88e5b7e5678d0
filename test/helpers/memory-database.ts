import { DatabaseSync } from 'node:sqlite';
import type { Database, Migrations, SqlRow, SqlStatement, SqlValue } from '../../server/contract/database.ts';

export interface MemoryDatabase extends Database {
  /** Makes the next transaction fail half-way, after its statements ran and before they are kept. */
  failNextTransaction(): void;
  close(): void;
}

/** The `Database` port on SQLite in memory: as the storage worker keeps it, without worker, file or fsync. */
export function openMemoryDatabase(migrations: Migrations): MemoryDatabase {
  const sqlite = new DatabaseSync(':memory:');
  for (const step of migrations.steps) sqlite.exec(step);
  let failNext = false;

  function run(sql: string, params: readonly SqlValue[]): readonly SqlRow[] {
    return sqlite.prepare(sql).all(...params);
  }

  function runAll(statements: readonly SqlStatement[]): readonly (readonly SqlRow[])[] {
    sqlite.exec('BEGIN IMMEDIATE');
    try {
      const rows = statements.map(({ sql, params }) => run(sql, params));
      if (failNext) throw new Error('the transaction was made to fail');
      sqlite.exec('COMMIT');
      return rows;
    } catch (cause) {
      sqlite.exec('ROLLBACK');
      throw cause;
    } finally {
      failNext = false;
    }
  }

  return {
    transaction: (statements) =>
      new Promise((resolve) => {
        resolve(runAll(statements));
      }),
    query: (sql, params = []) =>
      new Promise((resolve) => {
        resolve(run(sql, params));
      }),
    failNextTransaction() {
      failNext = true;
    },
    close() {
      sqlite.close();
    },
  };
}
