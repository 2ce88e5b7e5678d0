import type { Settings } from './settings.ts';

export type SqlValue = string | number | bigint | Uint8Array | null;

export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface SqlStatement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/**
 * The tables that one part of the server keeps in mail.db. Step n (counted from 1) brings them from version n-1 to
 * version n; steps are only ever added. Each runs once, in a transaction of its own.
 */
export interface Migrations {
  /** Names the set for ever: `store`, `directory`. */
  readonly name: string;
  readonly steps: readonly string[];
}

/** mail.db, owned by the storage worker. Every write is one durable transaction; rejections are StoreError. */
export interface Database {
  /** Runs all statements or none; answers the rows that each one returns (`RETURNING`, `SELECT`). */
  transaction(statements: readonly SqlStatement[]): Promise<readonly (readonly SqlRow[])[]>;
  query(sql: string, params?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
}

/** The settings file: electron-store in the app, conf in the headless host. Writes are atomic. */
export interface SettingsFile {
  readonly path: string;
  /** What the file holds; undefined where there is none. Throws SyntaxError where it is not JSON. */
  read(): unknown;
  write(value: Settings): void;
}
