import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqlRow, SqlValue } from '../contract/database.ts';

/** The few calls of SQLite that the store makes: the seam at which tests let the disk fail. */
export interface SqlConnection {
  readonly inTransaction: boolean;
  /** Runs a script without parameters. */
  execute(sql: string): void;
  all(sql: string, params?: readonly SqlValue[]): readonly SqlRow[];
  close(): void;
}

export interface SqlDriver {
  open(path: string, mode: 'read-write' | 'read-only'): SqlConnection;
}

/** The value of a column declared BLOB NOT NULL. */
export function blobValue(value: SqlValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`mail.db holds ${typeof value} where a BLOB is declared`);
}

/** How long a connection waits for another one's lock, in milliseconds. The default of node:sqlite is not at all. */
const LOCK_TIMEOUT_MS = 5000;
/** Prepared statements that one connection keeps. */
const STATEMENTS_KEPT = 256;

export const nodeSqlite: SqlDriver = {
  open: (path, mode) => new NodeSqliteConnection(path, mode === 'read-only'),
};

class NodeSqliteConnection implements SqlConnection {
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(path: string, readOnly: boolean) {
    this.database = new DatabaseSync(path, { readOnly, timeout: LOCK_TIMEOUT_MS });
  }

  get inTransaction(): boolean {
    return this.database.isTransaction;
  }

  execute(sql: string): void {
    this.database.exec(sql);
  }

  all(sql: string, params: readonly SqlValue[] = []): readonly SqlRow[] {
    // SqlValue is what SQLite can hold; node:sqlite declares the same set as SQLInputValue for its arguments.
    return this.prepared(sql).all(...(params as readonly SQLInputValue[]));
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }

  private prepared(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    if (this.statements.size >= STATEMENTS_KEPT) this.statements.clear();
    const statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}
