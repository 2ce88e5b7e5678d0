import { addressKey, formatAddress, parseAddress, sameAddress, type Address } from '../contract/address.ts';
import type {
  AliasEntry,
  CommentedNetwork,
  DomainEntry,
  GatewayEntry,
  WhiteListEntry,
} from '../contract/directory.ts';
import type { AccountEntry } from '../contract/setup-document.ts';
import type { AccountRecord, DirectoryLists } from './directory-lists.ts';
import { patternKey } from './list-tables.ts';

/** A change as the setup document makes it: a list that is given replaces that list, the others stay. */
export interface DirectoryChange {
  readonly domains?: readonly DomainEntry[] | undefined;
  readonly accounts?: readonly AccountEntry[] | undefined;
  readonly aliases?: readonly AliasEntry[] | undefined;
  readonly gateways?: readonly GatewayEntry[] | undefined;
  readonly whiteList?: readonly WhiteListEntry[] | undefined;
  readonly localIps?: readonly string[] | undefined;
  readonly trustedIps?: readonly CommentedNetwork[] | undefined;
  readonly allowList?: readonly CommentedNetwork[] | undefined;
}

/** An account's new values, the password hashed already. What is absent stays as it is. */
export type AccountChange = Readonly<Omit<AccountEntry, 'password'>>;
export type HashedChange = Omit<DirectoryChange, 'accounts'> & {
  readonly accounts?: readonly AccountChange[] | undefined;
};

/** The lists after the change. Accounts that a given list omits are disabled, never removed: they have mail. */
export function applyChange(lists: DirectoryLists, change: HashedChange, now: number): DirectoryLists {
  return {
    domains: change.domains ?? lists.domains,
    accounts: change.accounts ? replaceAccounts(lists.accounts, change.accounts, now) : lists.accounts,
    aliases: change.aliases ?? lists.aliases,
    gateways: change.gateways ?? lists.gateways,
    whiteList: change.whiteList ? datedWhiteList(lists, change.whiteList, now) : lists.whiteList,
    localIps: change.localIps ?? lists.localIps,
    trustedIps: change.trustedIps ?? lists.trustedIps,
    allowList: change.allowList ?? lists.allowList,
  };
}

/** The given accounts in their order, so that a problem's path counts as the document does, then the omitted ones. */
function replaceAccounts(
  accounts: readonly AccountRecord[],
  given: readonly AccountChange[],
  now: number,
): readonly AccountRecord[] {
  const byKey = new Map(accounts.map((account) => [addressKey(account.address), account]));
  let nextId = nextAccountId(accounts);
  const kept = given.map((entry) => {
    const address = addressOf(entry);
    const existing = byKey.get(addressKey(address)) ?? newAccount(nextId++, address, now);
    return changedAccount(existing, { ...entry, enabled: entry.enabled ?? true });
  });
  const keptIds = new Set(kept.map(({ id }) => id));
  return [...kept, ...accounts.filter(({ id }) => !keptIds.has(id)).map(disabledAccount)];
}

/** Adds or changes one account; `previous` is the address it had, or null for a new one. */
export function saveAccount(
  lists: DirectoryLists,
  entry: AccountChange,
  previous: AccountRecord | null,
  now: number,
): DirectoryLists {
  const address = addressOf(entry);
  if (previous === null) {
    const added = changedAccount(newAccount(nextAccountId(lists.accounts), address, now), entry);
    return { ...lists, accounts: [...lists.accounts, added] };
  }
  const accounts = lists.accounts.map((account) =>
    account.id === previous.id ? changedAccount({ ...account, address }, entry) : account,
  );
  return renamed({ ...lists, accounts }, previous.address, address);
}

/** Nobody signs in any more and no mail comes in; what is in the mailbox stays. */
export function removeAccount(lists: DirectoryLists, removed: AccountRecord): DirectoryLists {
  const accounts = lists.accounts.map((account) =>
    account.id === removed.id ? withPassword(disabledAccount(account), null) : account,
  );
  return { ...lists, accounts };
}

/** Null lets it send again. A freeze that is there already stays as it is. */
export function freezeAccount(
  lists: DirectoryLists,
  id: number,
  frozen: AccountRecord['frozen'],
): DirectoryLists {
  const accounts = lists.accounts.map((account) =>
    account.id === id ? { ...account, frozen: frozen && (account.frozen ?? frozen) } : account,
  );
  return { ...lists, accounts };
}

function newAccount(id: number, address: Address, createdAt: number): AccountRecord {
  return {
    id,
    address,
    createdAt,
    displayName: '',
    enabled: true,
    sendAs: [],
    limits: {},
    frozen: null,
    passwordHash: null,
    credentialVersion: 1,
  };
}

/** Accounts are never removed, so the highest id was the last one given. */
function nextAccountId(accounts: readonly AccountRecord[]): number {
  return accounts.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;
}

function changedAccount(account: AccountRecord, entry: AccountChange): AccountRecord {
  const named = {
    ...account,
    displayName: entry.displayName ?? account.displayName,
    sendAs: entry.sendAs ?? account.sendAs,
    limits: entry.limits ?? account.limits,
  };
  const secured = entry.passwordHash === undefined ? named : withPassword(named, entry.passwordHash);
  return withEnabled(secured, entry.enabled ?? account.enabled);
}

function disabledAccount(account: AccountRecord): AccountRecord {
  return withEnabled(account, false);
}

function withEnabled(account: AccountRecord, enabled: boolean): AccountRecord {
  if (account.enabled === enabled) return account;
  return { ...account, enabled, credentialVersion: account.credentialVersion + 1 };
}

function withPassword(account: AccountRecord, passwordHash: string | null): AccountRecord {
  if (account.passwordHash === passwordHash) return account;
  return { ...account, passwordHash, credentialVersion: account.credentialVersion + 1 };
}

/** Aliases, gateways and those who may send as the account go on naming it by its new address. */
function renamed(lists: DirectoryLists, from: Address, to: Address): DirectoryLists {
  if (sameAddress(from, to)) return lists;
  const follow = (text: string): string => {
    const address = text.startsWith('*@') ? null : parseAddress(text);
    return address !== null && sameAddress(address, from) ? formatAddress(to) : text;
  };
  return {
    ...lists,
    accounts: lists.accounts.map((account) => {
      const sendAs = account.sendAs.map(follow);
      return sendAs.some((entry, index) => entry !== account.sendAs[index])
        ? { ...account, sendAs }
        : account;
    }),
    aliases: lists.aliases.map((alias) => ({ ...alias, targets: alias.targets.map(follow) })),
    gateways: lists.gateways.map((gateway) => ({
      ...gateway,
      sendingAccounts: gateway.sendingAccounts === 'any' ? 'any' : gateway.sendingAccounts.map(follow),
      etrnAccounts: gateway.etrnAccounts.map(follow),
    })),
  };
}

function datedWhiteList(
  { whiteList }: DirectoryLists,
  given: readonly WhiteListEntry[],
  now: number,
): DirectoryLists['whiteList'] {
  const known = new Map(whiteList.map((entry) => [patternKey(entry.pattern), entry]));
  return given.map((entry) => {
    const before = known.get(patternKey(entry.pattern));
    return { ...entry, createdAt: before?.createdAt ?? now, keptAt: before?.keptAt ?? null };
  });
}

/** Entries that stay though nobody uses them: it is not asked again for a while. */
export function keepUnused(lists: DirectoryLists, patterns: readonly string[], now: number): DirectoryLists {
  const kept = new Set(patterns.map(patternKey));
  const whiteList = lists.whiteList.map((entry) =>
    kept.has(patternKey(entry.pattern)) ? { ...entry, keptAt: now } : entry,
  );
  return { ...lists, whiteList };
}

/** The address of an entry that its schema has parsed and written canonically. */
function addressOf({ address: text }: AccountChange): Address {
  const address = parseAddress(text);
  if (address === null) throw new TypeError(`${text} is not an address`);
  return address;
}
