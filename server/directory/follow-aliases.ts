import { addressKey, type Address } from '../contract/address.ts';
import type { Account, AliasEntry } from '../contract/directory.ts';
import type { AddressIndex, Holder } from './address-index.ts';

/** How many aliases lead to a mailbox at most: RFC 5321 §6.3 asks for a bound, the number is ours. */
const MAXIMUM_HOPS = 10;

/** Where the aliases of an address end: accounts here, addresses of other servers. */
export interface Reached {
  readonly accounts: ReadonlySet<Account>;
  readonly outside: readonly Address[];
  /** Addresses of local domains that nobody holds. */
  readonly unheld: readonly Address[];
}

export interface Following {
  /** Wildcard aliases deliver mail but confer nothing. */
  readonly throughWildcards: boolean;
  readonly mayFollow: (alias: AliasEntry) => boolean;
}

/** As mail goes: every alias counts. */
export const AS_DELIVERED: Following = { throughWildcards: true, mayFollow: () => true };

/** The holder of an address or of what it is a sub-address of, else the wildcard alias that catches it. */
export function findHolder(
  address: Address,
  index: AddressIndex,
  { throughWildcards }: Pick<Following, 'throughWildcards'>,
): Holder | null {
  const exact = index.exactHolder(index.baseOf(address) ?? address);
  return exact ?? (throughWildcards ? index.wildcardHolder(address) : null);
}

/**
 * Follows aliases breadth first, so that each address is met by its shortest way. An address met twice is
 * not followed again: loops end, and a mailbox named by two aliases is reached once.
 */
export function followAliases(start: Address, index: AddressIndex, following: Following): Reached {
  const accounts = new Set<Account>();
  const outside: Address[] = [];
  const unheld: Address[] = [];
  const seen = new Set([addressKey(start)]);
  let frontier: readonly Address[] = [start];
  for (let hops = 0; hops <= MAXIMUM_HOPS && frontier.length > 0; hops++) {
    const next: Address[] = [];
    for (const address of frontier) {
      const holder = findHolder(address, index, following);
      if (holder === null) {
        if (hops > 0) (index.isLocalDomain(address.domain) ? unheld : outside).push(address);
      } else if (holder.kind === 'account') {
        accounts.add(holder.account);
      } else if (following.mayFollow(holder.alias)) {
        next.push(...holder.targets.filter((target) => addUnseen(seen, addressKey(target))));
      }
    }
    frontier = next;
  }
  return { accounts, outside, unheld };
}

function addUnseen(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
