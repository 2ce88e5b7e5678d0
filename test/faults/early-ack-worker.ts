import { nodeFileSystem } from '../../server/store/file-system.ts';
import { nodeSqlite, type SqlConnection, type SqlDriver } from '../../server/store/sql-connection.ts';
import { delegateConnection } from './delegate-connection.ts';
import { runTestWorker } from './test-worker.ts';

/** Transactions that are acknowledged before one COMMIT really runs. */
const ACKNOWLEDGED_TOGETHER = 5;

/** A storage worker with the bug that the kill test exists for: it acknowledges before it commits. */
await runTestWorker(() => ({ sqlite: earlyAck(nodeSqlite), fileSystem: nodeFileSystem }));

function earlyAck(driver: SqlDriver): SqlDriver {
  let writer: SqlConnection | null = null;
  return {
    open(path, mode) {
      if (!path.endsWith('mail.db')) return driver.open(path, mode);
      // Readers see through the writer what is not committed, as its callers are told it is.
      if (mode === 'read-only' && writer) return delegateConnection(writer, { close: () => undefined });
      writer = postponeCommits(driver.open(path, mode));
      return writer;
    },
  };
}

function postponeCommits(connection: SqlConnection): SqlConnection {
  let postponed = 0;
  return delegateConnection(connection, {
    execute(sql) {
      if (sql === 'BEGIN IMMEDIATE' && connection.inTransaction) return;
      if (sql === 'COMMIT' && ++postponed % ACKNOWLEDGED_TOGETHER !== 0) return;
      connection.execute(sql);
    },
  });
}
