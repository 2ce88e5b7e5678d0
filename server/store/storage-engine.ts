import { join } from 'node:path';
import type { Migrations, SqlRow, SqlValue } from '../contract/database.ts';
import { commitBatch } from './commit-batch.ts';
import { classifyFailure, isDamage, type Failure } from './failure.ts';
import { migrate } from './migrate.ts';
import { openMailDatabase } from './open-mail-database.ts';
import type { SqlConnection, SqlDriver } from './sql-connection.ts';
import type { CommitItem, ItemOutcome } from './worker-messages.ts';

export type CommitResult =
  | { readonly kind: 'committed'; readonly outcomes: readonly ItemOutcome[] }
  | { readonly kind: 'commit-failed'; readonly failure: Failure };

/** The engine's own troubles, told to whoever made it. */
export type EngineTrouble = { readonly kind: 'reopened' | 'failed'; readonly cause: string };

interface Connections {
  readonly writer: SqlConnection;
  readonly reader: SqlConnection;
}

/**
 * mail.db and what happens when the disk fails under it. After an I/O error or a sign of corruption the connection
 * is closed and opened anew (after a failed fsync the page cache may claim what the disk does not have); a second one
 * before any commit has succeeded in between ends the engine: from then on everything fails.
 */
export class StorageEngine {
  private readonly driver: SqlDriver;
  private readonly path: string;
  private readonly onTrouble: (trouble: EngineTrouble) => void;
  private connections: Connections | null;
  private reopenedSinceLastCommit = false;

  /** Throws where the database cannot be opened, or not safely, or is of a newer program. */
  constructor(
    driver: SqlDriver,
    dataFolder: string,
    migrations: readonly Migrations[],
    onTrouble: (trouble: EngineTrouble) => void,
  ) {
    this.driver = driver;
    this.path = join(dataFolder, 'mail.db');
    this.onTrouble = onTrouble;
    this.connections = null;
    try {
      this.connections = this.open();
      migrate(this.connections.writer, migrations);
    } catch (error) {
      this.close();
      throw isDamage(error)
        ? new Error(`${this.path} is damaged; put a backup in its place`, { cause: error })
        : error;
    }
  }

  /** All items or none, but for those refused by themselves. `at`: milliseconds since 1970. */
  commit(items: readonly CommitItem[], at: number): CommitResult {
    try {
      const outcomes = this.write((writer) => commitBatch(writer, items, at));
      this.reopenedSinceLastCommit = false;
      return { kind: 'committed', outcomes };
    } catch (error) {
      return { kind: 'commit-failed', failure: classifyFailure(error) };
    }
  }

  /** Sees what is committed, and cannot write. */
  query(sql: string, params: readonly SqlValue[]): readonly SqlRow[] {
    return this.run(({ reader }) => reader.all(sql, params));
  }

  /** For work on the write connection that is no commit of callers. */
  write<T>(work: (writer: SqlConnection) => T): T {
    return this.run(({ writer }) => work(writer));
  }

  private run<T>(work: (connections: Connections) => T): T {
    if (!this.connections) throw new Error('mail.db is closed after repeated errors of the disk');
    try {
      return work(this.connections);
    } catch (error) {
      const failure = classifyFailure(error);
      if (failure.kind === 'broken') this.reopen(failure.message);
      throw error;
    }
  }

  private reopen(cause: string): void {
    this.close();
    if (this.reopenedSinceLastCommit) {
      this.onTrouble({ kind: 'failed', cause });
      return;
    }
    this.reopenedSinceLastCommit = true;
    try {
      this.connections = this.open();
      this.onTrouble({ kind: 'reopened', cause });
    } catch (error) {
      this.onTrouble({ kind: 'failed', cause: classifyFailure(error).message });
    }
  }

  close(): void {
    const connections = this.connections;
    this.connections = null;
    for (const connection of connections ? [connections.reader, connections.writer] : []) {
      try {
        connection.close();
      } catch {
        // Closing after an I/O error fails for the same reason; what matters was committed or has been reported.
      }
    }
  }

  private open(): Connections {
    const writer = openMailDatabase(this.driver, this.path);
    try {
      return { writer, reader: this.driver.open(this.path, 'read-only') };
    } catch (error) {
      writer.close();
      throw error;
    }
  }
}
