import { z } from 'zod';
import type { Database, Dispose, ScreenedNetwork, SqlStatement } from '../contract/services.ts';

/** Keeps the Dynamic Screen in mail.db, so that blocks and counted offences survive a restart. */
export interface ScreenTable {
  /** What the last run left, the one blocked longest ago first. */
  readonly entries: readonly ScreenedNetwork[];
  /** An entry that is new or has changed. Costs no I/O; written soon, however often it is noted. */
  noteEntry(entry: ScreenedNetwork): void;
  noteRemoval(network: string): void;
  /** Writes what is not written yet; never rejects. */
  readonly dispose: Dispose;
}

export interface ScreenTableOptions {
  readonly database: Database;
  readonly reportError: (step: string, cause: unknown) => void;
}

const WRITE_AFTER_MS = 500;

const screenedRow = z
  .object({
    network: z.string(),
    reason: z.string(),
    session_id: z.string().nullable(),
    since: z.int(),
    until: z.int().nullable(),
    offences: z.int(),
    hits: z.int(),
    added_by: z.enum(['rule', 'administrator']),
  })
  .transform(({ session_id: sessionId, added_by: addedBy, ...row }): ScreenedNetwork => ({
    ...row,
    sessionId,
    addedBy,
  }));

export async function openScreenTable({ database, reportError }: ScreenTableOptions): Promise<ScreenTable> {
  const rows = await database.query('SELECT * FROM screened_network ORDER BY since');
  /** By network: the entry to write, or null where its row has to go. */
  const unwritten = new Map<string, ScreenedNetwork | null>();
  let timer: NodeJS.Timeout | null = null;

  async function write(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const batch = [...unwritten];
    if (batch.length === 0) return;
    unwritten.clear();
    try {
      await database.transaction(batch.map(([network, entry]) => statementOf(network, entry)));
    } catch (cause) {
      for (const [network, entry] of batch) if (!unwritten.has(network)) unwritten.set(network, entry);
      reportError('writing the Dynamic Screen', cause);
    }
  }

  function note(network: string, entry: ScreenedNetwork | null): void {
    unwritten.set(network, entry);
    timer ??= setTimeout(() => void write(), WRITE_AFTER_MS).unref();
  }

  return {
    entries: z.array(screenedRow).parse(rows),
    noteEntry(entry) {
      note(entry.network, entry);
    },
    noteRemoval(network) {
      note(network, null);
    },
    dispose: write,
  };
}

function statementOf(network: string, entry: ScreenedNetwork | null): SqlStatement {
  if (entry === null) return { sql: 'DELETE FROM screened_network WHERE network = ?', params: [network] };
  const { reason, sessionId, since, until, offences, hits, addedBy } = entry;
  return {
    sql:
      'INSERT OR REPLACE INTO screened_network ' +
      '(network, reason, session_id, since, until, offences, hits, added_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    params: [network, reason, sessionId, since, until, offences, hits, addedBy],
  };
}
