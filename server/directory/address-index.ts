import { addressKey, parseAddress, withoutSubaddress, type Address } from '../contract/address.ts';
import { hasWildcard, matchesPattern } from '../contract/address-pattern.ts';
import type { Account, AliasEntry } from '../contract/directory.ts';
import { withoutSecret, type DirectoryLists } from './directory-lists.ts';

/** Who holds an address: an account by its primary address, or an alias. */
export type Holder =
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'alias'; readonly alias: AliasEntry; readonly targets: readonly Address[] };

/** Accounts, aliases and local domains by the form in which addresses are compared. */
export interface AddressIndex {
  isLocalDomain(domain: string): boolean;
  /** The empty string where the domain is not local or has no sub-addresses. */
  subaddressSeparator(domain: string): string;
  accountAt(address: Address): Account | null;
  /** The entry by which the administrator lets the account send as this address, the exact one first; or null. */
  sendAsEntry(accountId: number, address: Address): string | null;
  /** Whoever holds exactly this address: an enabled account, else an exact alias, else a disabled account. */
  exactHolder(address: Address): Holder | null;
  /** `user@` for `user+tag@`, or null where the address has no sub-address or is itself somebody's. */
  baseOf(address: Address): Address | null;
  /** The first wildcard alias of the list that matches. Only addresses of local domains are looked at. */
  wildcardHolder(address: Address): Holder | null;
}

export function createAddressIndex(lists: DirectoryLists): AddressIndex {
  const separators = new Map(lists.domains.map((domain) => [domain.name, domain.subaddressSeparator]));
  const accounts = new Map(
    lists.accounts.map((account) => [addressKey(account.address), withoutSecret(account)]),
  );
  const sendAs = new Map(lists.accounts.map((account) => [account.id, sendAsEntries(account)]));
  const exactAliases = new Map(lists.aliases.flatMap(exactAliasEntry));
  const wildcardAliases = lists.aliases.filter(({ pattern }) => hasWildcard(pattern)).map(aliasHolder);

  const subaddressSeparator = (domain: string): string => separators.get(domain) ?? '';

  function exactHolder(address: Address): Holder | null {
    const key = addressKey(address);
    const account = accounts.get(key);
    const alias = exactAliases.get(key);
    // An alias may take over the address of a disabled account, so that a leaver's mail reaches a colleague.
    if (account && (account.enabled || !alias)) return { kind: 'account', account };
    return alias ?? null;
  }

  return {
    isLocalDomain: (domain) => separators.has(domain),
    subaddressSeparator,
    accountAt: (address) => accounts.get(addressKey(address)) ?? null,
    sendAsEntry(accountId, address) {
      const entries = sendAs.get(accountId);
      return entries?.get(addressKey(address)) ?? entries?.get(`*@${address.domain}`) ?? null;
    },
    exactHolder,
    baseOf(address) {
      const base = withoutSubaddress(address, subaddressSeparator(address.domain));
      return base !== null && exactHolder(address) === null ? base : null;
    },
    wildcardHolder(address) {
      if (!separators.has(address.domain)) return null;
      return wildcardAliases.find(({ alias }) => matchesPattern(alias.pattern, address)) ?? null;
    },
  };
}

/** By the form in which addresses compare; `*@domain` is kept as it is written, and is no address of anybody. */
function sendAsEntries({ sendAs }: Account): ReadonlyMap<string, string> {
  return new Map(
    sendAs.map((pattern) => {
      const address = pattern.startsWith('*@') ? null : parseAddress(pattern);
      return [address === null ? pattern : addressKey(address), pattern];
    }),
  );
}

type AliasHolder = Extract<Holder, { kind: 'alias' }>;

function exactAliasEntry(alias: AliasEntry): readonly (readonly [string, AliasHolder])[] {
  const address = hasWildcard(alias.pattern) ? null : parseAddress(alias.pattern);
  return address === null ? [] : [[addressKey(address), aliasHolder(alias)]];
}

function aliasHolder(alias: AliasEntry): AliasHolder {
  return { kind: 'alias', alias, targets: alias.targets.flatMap((text) => parseAddress(text) ?? []) };
}
