import { z } from 'zod';
import type { Clock, Dispose } from '../contract/clock.ts';
import type { Database } from '../contract/database.ts';
import { WriteBehind } from './write-behind.ts';

/**
 * Keeps in mail.db, to the minute, from which networks somebody signed in within a day: they are not blocked for
 * failed sign-ins, after a restart either.
 */
export interface GoodLoginTable {
  /** What the last run left: milliseconds since 1970 by network, the one used longest ago first. */
  readonly logins: ReadonlyMap<string, number>;
  /** Costs no I/O; written soon, once a minute for a network that comes more often. */
  noteLogin(network: string, at: number): void;
  /** Writes what is not written yet; never rejects. */
  readonly dispose: Dispose;
}

export interface GoodLoginTableOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly reportError: (step: string, cause: unknown) => void;
}

const MINUTE_MS = 60_000;
const KEPT_MINUTES = 24 * 60;

const loginRow = z.object({ network: z.string(), minute: z.int() });

export async function openGoodLoginTable({
  database,
  clock,
  reportError,
}: GoodLoginTableOptions): Promise<GoodLoginTable> {
  const rows = await database.query('SELECT network, minute FROM good_login ORDER BY minute');
  const logins = z.array(loginRow).parse(rows);
  const writer = new WriteBehind({
    database,
    reportError,
    step: 'writing successful sign-ins',
    first: () => [
      {
        sql: 'DELETE FROM good_login WHERE minute < ?',
        params: [Math.floor(clock() / MINUTE_MS) - KEPT_MINUTES],
      },
    ],
  });
  /** Who is noted for the minute that runs: an office that sends all day costs one write a minute. */
  let noted: { readonly minute: number; readonly networks: Set<string> } = { minute: 0, networks: new Set() };

  return {
    logins: new Map(logins.map(({ network, minute }) => [network, minute * MINUTE_MS])),
    noteLogin(network, at) {
      const minute = Math.floor(at / MINUTE_MS);
      if (noted.minute !== minute) noted = { minute, networks: new Set() };
      if (noted.networks.has(network)) return;
      noted.networks.add(network);
      writer.note(network, 'INSERT OR REPLACE INTO good_login (network, minute) VALUES (?, ?)', [
        network,
        minute,
      ]);
    },
    dispose: writer.flush,
  };
}
