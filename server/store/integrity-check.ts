import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { classifyFailure } from './failure.ts';
import type { SqlDriver } from './sql-connection.ts';
import type { IntegrityReport } from './worker-messages.ts';

/** Findings that are listed; a damaged file can have millions. */
const FINDINGS_LISTED = 20;

/** Looks mail.db through for damage, in a thread of its own so that no commit waits, and says what it found. */
export function reportIntegrity(port: MessagePort, dataFolder: string, driver: SqlDriver): void {
  const report: IntegrityReport = { problems: findProblems(join(dataFolder, 'mail.db'), driver) };
  port.postMessage(report);
}

function findProblems(path: string, driver: SqlDriver): readonly string[] {
  try {
    const connection = driver.open(path, 'read-only');
    try {
      const rows = connection.all(`PRAGMA quick_check(${String(FINDINGS_LISTED)})`);
      return rows.map((row) => String(row['quick_check'])).filter((finding) => finding !== 'ok');
    } finally {
      connection.close();
    }
  } catch (error) {
    return [classifyFailure(error).message];
  }
}
