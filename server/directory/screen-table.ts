import { z } from 'zod';
import type { Dispose } from '../contract/clock.ts';
import type { Database } from '../contract/database.ts';
import type { ScreenedNetwork } from '../contract/screened-network.ts';
import { WriteBehind } from './write-behind.ts';

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
  const writer = new WriteBehind({ database, reportError, step: 'writing the Dynamic Screen' });
  return {
    entries: z.array(screenedRow).parse(rows),
    noteEntry(entry) {
      const { network, reason, sessionId, since, until, offences, hits, addedBy } = entry;
      writer.note(
        network,
        'INSERT OR REPLACE INTO screened_network ' +
          '(network, reason, session_id, since, until, offences, hits, added_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        [network, reason, sessionId, since, until, offences, hits, addedBy],
      );
    },
    noteRemoval(network) {
      writer.note(network, 'DELETE FROM screened_network WHERE network = ?', [network]);
    },
    dispose: writer.flush,
  };
}
