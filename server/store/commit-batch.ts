import type { SqlRow, SqlStatement } from '../contract/database.ts';
import { changeQueue } from './change-queue.ts';
import { classifyFailure } from './failure.ts';
import { insertMessage } from './insert-message.ts';
import { removeMessages } from './remove-messages.ts';
import type { SqlConnection } from './sql-connection.ts';
import type { CommitItem, ItemOutcome } from './worker-messages.ts';

/**
 * Runs all items as one transaction and returns once it is durable. An item that is refused (a constraint, bad SQL)
 * is undone alone; anything worse is thrown, and then none of the items is stored.
 * `at`: milliseconds since 1970.
 */
export function commitBatch(
  connection: SqlConnection,
  items: readonly CommitItem[],
  at: number,
): readonly ItemOutcome[] {
  connection.execute('BEGIN IMMEDIATE');
  try {
    const outcomes = items.map((item) => runItem(connection, item, at));
    connection.execute('COMMIT');
    return outcomes;
  } catch (error) {
    // SQLite has already rolled back on some errors.
    if (connection.inTransaction) connection.execute('ROLLBACK');
    throw error;
  }
}

function runItem(connection: SqlConnection, item: CommitItem, at: number): ItemOutcome {
  connection.all('SAVEPOINT item');
  try {
    const rows = carryOut(connection, item, at);
    connection.all('RELEASE item');
    return { kind: 'done', rows };
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.kind !== 'refused' || !connection.inTransaction) throw error;
    connection.all('ROLLBACK TO item');
    connection.all('RELEASE item');
    return { kind: 'refused', message: failure.message };
  }
}

function carryOut(connection: SqlConnection, item: CommitItem, at: number): readonly (readonly SqlRow[])[] {
  switch (item.kind) {
    case 'message':
      insertMessage(connection, item.message, at);
      return [];
    case 'settlement':
      for (const message of item.messages) insertMessage(connection, message, at);
      return item.changes.map((change) => changeQueue(connection, change, at));
    case 'removal':
      return [removeMessages(connection, item.accountId, item.uids)];
    case 'statements':
      return runStatements(connection, item.statements);
  }
}

function runStatements(
  connection: SqlConnection,
  statements: readonly SqlStatement[],
): readonly (readonly SqlRow[])[] {
  return statements.map(({ sql, params }) => connection.all(sql, params));
}
