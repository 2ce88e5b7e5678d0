import { addressKey, formatAddress, parseAddress } from '../contract/address.ts';
import type { Account } from '../contract/directory.ts';
import { ApiError } from '../contract/problem.ts';
import type { Clock } from '../contract/services.ts';
import type { AccountEntry } from '../contract/setup-document.ts';
import { freezeAccount, removeAccount, saveAccount, type AccountChange } from './directory-change.ts';
import type { DirectoryKeeper } from './directory-keeper.ts';
import { withoutSecret, type AccountRecord, type DirectoryLists } from './directory-lists.ts';
import type { EditableList } from './editable-list.ts';
import type { Passwords } from './passwords.ts';
import type { UseCounters } from './use-counters.ts';

export interface AccountSummary extends Omit<Account, 'address'> {
  readonly address: string;
  readonly hasPassword: boolean;
  readonly lastSignInAt: number | null;
}

export interface AccountEditor extends EditableList<AccountEntry, AccountSummary> {
  /** It can no longer send; what froze it first stays. Resolves once it is kept. */
  freeze(id: number, reason: string): Promise<void>;
  /** Lets it send again. Answers its id. */
  unfreeze(address: string): Promise<number>;
}

/** Removing an account disables it and takes its password; it stays on the list, and its mail in the mailbox. */
export function createAccountEditor(
  keeper: DirectoryKeeper,
  passwords: Passwords,
  counters: UseCounters,
  clock: Clock,
): AccountEditor {
  return {
    list: () =>
      keeper.state.lists.accounts.map((account) => ({
        ...withoutSecret(account),
        address: formatAddress(account.address),
        hasPassword: account.passwordHash !== null,
        lastSignInAt: counters.lastSignInAt(account.id),
      })),
    async save(entry, previous) {
      const change = await withHashedPassword(entry, passwords);
      await keeper.change((lists) =>
        saveAccount(lists, change, previous === null ? null : find(lists, previous), clock()),
      );
    },
    remove: (address) => keeper.change((lists) => removeAccount(lists, find(lists, address))),
    freeze: (id, reason) => keeper.change((lists) => freezeAccount(lists, id, { since: clock(), reason })),
    async unfreeze(address) {
      const { id } = find(keeper.state.lists, address);
      await keeper.change((lists) => freezeAccount(lists, id, null));
      return id;
    },
  };
}

/** The entry with its password hashed, before any change of the directory begins. */
export async function withHashedPassword(entry: AccountEntry, passwords: Passwords): Promise<AccountChange> {
  const { password, ...change } = entry;
  return password === undefined ? change : { ...change, passwordHash: await passwords.hash(password) };
}

function find({ accounts }: DirectoryLists, text: string): AccountRecord {
  const address = parseAddress(text);
  const key = address === null ? null : addressKey(address);
  const account = accounts.find((candidate) => addressKey(candidate.address) === key);
  if (!account) throw new ApiError('not-found', `${text} is no account.`);
  return account;
}
