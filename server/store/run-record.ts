import type { SqlConnection } from './sql-connection.ts';

/** Notes that a run begins. Answers whether the one before it never ended in good order. */
export function beginRun(writer: SqlConnection): boolean {
  const [row] = writer.all('SELECT ended_cleanly FROM run');
  noteRun(writer, 0);
  return row?.['ended_cleanly'] === 0;
}

/** Notes that the run ended in good order, and empties the write-ahead log into the database. */
export function endRun(writer: SqlConnection): void {
  noteRun(writer, 1);
  writer.all('PRAGMA wal_checkpoint(TRUNCATE)');
}

function noteRun(writer: SqlConnection, endedCleanly: 0 | 1): void {
  writer.all(
    'INSERT INTO run VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET ended_cleanly = excluded.ended_cleanly',
    [endedCleanly],
  );
}
