import { hasWildcard } from '../../../server/contract/address-pattern.ts';
import type { AccountView } from '../../../server/contract/list-calls.ts';
import type { AliasEntry } from '../../../server/contract/directory.ts';

/**
 * Why an account may send as an address, or `none`. `own` and `alias` are given and cannot be taken back here;
 * `covered` comes from a whole domain that the account may use.
 */
export type SendAsCell = 'own' | 'alias' | 'granted' | 'covered' | 'none';

/** The longest chain of aliases that is followed. */
const LONGEST_CHAIN = 10;

/** The addresses that concern somebody: exact aliases whose members may send, and all that accounts may use besides. */
export function columnsOf(
  accounts: readonly AccountView[],
  aliases: readonly AliasEntry[],
): readonly string[] {
  const shared = aliases.filter(maySend).map(({ pattern }) => pattern);
  const granted = accounts.flatMap(({ sendAs }) => sendAs);
  return [...new Set([...shared, ...granted])].toSorted((one, other) => one.localeCompare(other));
}

export function cellOf(account: AccountView, column: string, aliases: readonly AliasEntry[]): SendAsCell {
  if (account.address === column) return 'own';
  if (leadsTo(account.address, column, aliases, LONGEST_CHAIN)) return 'alias';
  if (account.sendAs.includes(column)) return 'granted';
  const domain = column.slice(column.lastIndexOf('@') + 1);
  return account.sendAs.includes(`*@${domain}`) ? 'covered' : 'none';
}

function leadsTo(address: string, alias: string, aliases: readonly AliasEntry[], steps: number): boolean {
  if (steps === 0) return false;
  const entry = aliases.find(({ pattern }) => pattern === alias);
  if (!entry || !maySend(entry)) return false;
  return entry.targets.some((target) => target === address || leadsTo(address, target, aliases, steps - 1));
}

/** A wildcard alias confers no ownership. */
function maySend({ pattern, membersMaySendAs }: AliasEntry): boolean {
  return membersMaySendAs && !hasWildcard(pattern);
}
