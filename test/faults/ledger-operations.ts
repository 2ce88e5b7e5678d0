import type { Store } from '../../server/store/open-store.ts';
import { carryOut } from './carry-out.ts';
import { THERE, type Effect, type Ledger } from './ledger.ts';
import { faultsOf, hashOf, placementsOf, sha1 } from './store-audit.ts';
import type { NewMessage, Operation } from './store-child-messages.ts';

/** Does it and notes the acknowledgement; rejects where there is none. */
export async function acknowledged(
  store: Store,
  ledger: Ledger,
  operation: Operation,
  effects: readonly Effect[],
): Promise<void> {
  const number = ledger.begin(effects);
  ledger.acknowledge(number, await carryOut(store, operation));
}

/** What the arrival of a message changes; its content is expected from now on. */
export function arrival(
  ledger: Ledger,
  { id, accounts, recipients, traceHeader, body }: NewMessage,
): readonly Effect[] {
  ledger.expect(id, sha1(traceHeader, body));
  return [
    ...accounts.map((account) => ({
      message: id,
      key: `copy/${String(account)}/`,
      before: null,
      after: THERE,
    })),
    ...recipients.map((recipient) => ({
      message: id,
      key: `entry/${recipient}/`,
      before: null,
      after: '0',
    })),
  ];
}

/** What is wrong in a store that has been opened again, every message looked at byte by byte. */
export async function problemsOf(
  { database }: Pick<Store, 'database'>,
  dataFolder: string,
  ledger: Ledger,
): Promise<readonly string[]> {
  const placements = await placementsOf(database);
  const hashes = new Map<string, string>();
  for (const id of placements.keys()) hashes.set(id, await hashOf(database, dataFolder, id));
  return [...(await faultsOf(database)), ...ledger.audit(placements, hashes)];
}
