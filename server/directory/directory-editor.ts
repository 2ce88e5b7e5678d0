import { formatAddress } from '../contract/address.ts';
import type { Clock } from '../contract/clock.ts';
import type { WhiteListView } from '../contract/list-calls.ts';
import type {
  AccountFreeze,
  AliasEntry,
  CommentedNetwork,
  DomainEntry,
  GatewayEntry,
  WhiteListEntry,
} from '../contract/directory.ts';
import { canonicalDomain } from '../contract/domain.ts';
import { formatNetwork, parseNetwork } from '../contract/network.ts';
import type { Problem } from '../contract/problem.ts';
import type { AccountEntry } from '../contract/setup-document.ts';
import { createAccountEditor, withHashedPassword, type AccountEditor } from './account-editor.ts';
import { checkLists } from './check-lists.ts';
import { applyChange, keepUnused, type DirectoryChange } from './directory-change.ts';
import type { DirectoryKeeper } from './directory-keeper.ts';
import type { AccountRecord, DirectoryLists } from './directory-lists.ts';
import { createEditableList, type EditableList, type ListAccess } from './editable-list.ts';
import { patternKey } from './list-tables.ts';
import type { Passwords } from './passwords.ts';
import type { UseCounters } from './use-counters.ts';

/** The directory's part of the setup document; secrets as hashes only. */
export type ExportedLists = { readonly [K in keyof DirectoryChange]-?: NonNullable<DirectoryChange[K]> };

export type AccountState = AccountEntry & { readonly frozen: AccountFreeze | null };

export interface WhiteListEditor extends EditableList<WhiteListEntry, WhiteListView> {
  /** Notes that the administrator wants to keep entries though nobody uses them; unknown patterns are passed over. */
  keep(patterns: readonly string[]): Promise<void>;
}

export interface DirectoryEditor {
  readonly domains: EditableList<DomainEntry>;
  readonly accounts: AccountEditor;
  readonly aliases: EditableList<AliasEntry>;
  readonly gateways: EditableList<GatewayEntry>;
  readonly whiteList: WhiteListEditor;
  readonly trustedIps: EditableList<CommentedNetwork>;
  readonly allowList: EditableList<CommentedNetwork>;
  readonly localIps: {
    list(): readonly string[];
    set(ranges: readonly string[]): Promise<void>;
  };
  /** What would not fit together after the change, with paths of the setup document. Changes nothing. */
  check(change: DirectoryChange): readonly Problem[];
  /** Makes the whole change in one transaction, or rejects as `EditableList` does and makes none of it. */
  replace(change: DirectoryChange): Promise<void>;
  exportLists(): ExportedLists;
  /** The accounts as an export writes them, with what froze them. */
  accountStates(): readonly AccountState[];
}

export function createDirectoryEditor(
  keeper: DirectoryKeeper,
  passwords: Passwords,
  counters: UseCounters,
  clock: Clock,
): DirectoryEditor {
  const editable = <T>(access: ListAccess<T>): EditableList<T> => createEditableList(keeper, clock, access);
  const whiteList = editable<WhiteListEntry>({
    ...byPattern,
    read: (lists) => lists.whiteList,
    write: (list) => ({ whiteList: list }),
  });
  return {
    domains: editable({
      nameOf: ({ name }) => name,
      keyOf: domainKey,
      read: ({ domains }) => domains,
      write: (domains) => ({ domains }),
    }),
    accounts: createAccountEditor(keeper, passwords, counters, clock),
    aliases: editable({ ...byPattern, read: ({ aliases }) => aliases, write: (aliases) => ({ aliases }) }),
    gateways: editable({
      nameOf: ({ domain }) => domain,
      keyOf: domainKey,
      read: ({ gateways }) => gateways,
      write: (gateways) => ({ gateways }),
    }),
    whiteList: {
      ...whiteList,
      list: () => whiteListViews(keeper.state.lists, counters),
      keep: (patterns) => keeper.change((lists) => keepUnused(lists, patterns, clock())),
    },
    trustedIps: editable({
      ...byRange,
      read: ({ trustedIps }) => trustedIps,
      write: (trustedIps) => ({ trustedIps }),
    }),
    allowList: editable({
      ...byRange,
      read: ({ allowList }) => allowList,
      write: (allowList) => ({ allowList }),
    }),
    localIps: {
      list: () => keeper.state.lists.localIps,
      set: (localIps) => keeper.change((lists) => applyChange(lists, { localIps }, clock())),
    },
    check: (change) => checkLists(applyChange(keeper.state.lists, change, clock())),
    async replace(change) {
      const { accounts: given } = change;
      const { accountsByKey } = keeper.state;
      const accounts =
        given &&
        (await Promise.all(
          given.map((account) =>
            withHashedPassword(account, passwords, accountsByKey.get(patternKey(account.address))),
          ),
        ));
      await keeper.change((lists) => applyChange(lists, { ...change, accounts }, clock()));
    },
    exportLists: () => exportLists(keeper.state.lists),
    accountStates: () =>
      keeper.state.lists.accounts.map((account) => ({ ...exportAccount(account), frozen: account.frozen })),
  };
}

const byPattern = { nameOf: ({ pattern }: { readonly pattern: string }) => pattern, keyOf: patternKey };
const byRange = { nameOf: ({ range }: CommentedNetwork) => range, keyOf: networkKey };

function domainKey(text: string): string {
  return canonicalDomain(text) ?? text;
}

function networkKey(text: string): string {
  const network = parseNetwork(text);
  return network === null ? text : formatNetwork(network);
}

function whiteListViews({ whiteList }: DirectoryLists, counters: UseCounters): readonly WhiteListView[] {
  return whiteList.map((entry) => {
    const use = counters.useOf(patternKey(entry.pattern));
    return { ...entry, hits: use?.hits ?? 0, lastUsedAt: use?.lastUsedAt ?? null };
  });
}

function exportLists(lists: DirectoryLists): ExportedLists {
  return {
    ...lists,
    accounts: lists.accounts.map(exportAccount),
    whiteList: lists.whiteList.map(({ createdAt: _history, keptAt: _reminder, ...entry }) => entry),
  };
}

/** That it is frozen is a state and no setting: an import neither freezes nor thaws. */
function exportAccount(account: AccountRecord): AccountEntry {
  const { address, displayName, enabled, sendAs, limits, passwordHash } = account;
  const secret = passwordHash === null ? {} : { passwordHash };
  return {
    address: formatAddress(address),
    displayName,
    enabled,
    sendAs: [...sendAs],
    limits,
    ...secret,
  };
}
