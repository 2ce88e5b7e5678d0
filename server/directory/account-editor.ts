import { addressKey, formatAddress, parseAddress } from '../contract/address.ts';
import type { Account, AccountFreeze } from '../contract/directory.ts';
import { ApiError } from '../contract/problem.ts';
import type { Clock } from '../contract/clock.ts';
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
  /** Brings back a freeze that was lifted. */
  freezeAgain(address: string, freeze: AccountFreeze): Promise<void>;
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
      const known = previous === null ? undefined : findAccount(keeper.state.lists, previous);
      const change = await withHashedPassword(entry, passwords, known);
      await keeper.change((lists) =>
        saveAccount(lists, change, previous === null ? null : find(lists, previous), clock()),
      );
    },
    remove: (address) => keeper.change((lists) => removeAccount(lists, find(lists, address))),
    freeze: (id, reason) => keeper.change((lists) => freezeAccount(lists, id, { since: clock(), reason })),
    freezeAgain: (address, freeze) =>
      keeper.change((lists) => freezeAccount(lists, find(lists, address).id, freeze)),
    async unfreeze(address) {
      const { id } = find(keeper.state.lists, address);
      await keeper.change((lists) => freezeAccount(lists, id, null));
      return id;
    },
  };
}

/**
 * The entry with its password hashed, before any change of the directory begins. The password that the account has
 * already keeps its hash: whoever gives it again changes nothing, and nobody has to sign in anew.
 */
export async function withHashedPassword(
  entry: AccountEntry,
  passwords: Passwords,
  known: AccountRecord | undefined,
): Promise<AccountChange> {
  const { password, ...change } = entry;
  if (password === undefined) return change;
  const passwordHash = known?.passwordHash ?? null;
  if (passwordHash !== null && (await passwords.isHashOf(passwordHash, password))) return change;
  return { ...change, passwordHash: await passwords.hash(password) };
}

function find(lists: DirectoryLists, text: string): AccountRecord {
  const account = findAccount(lists, text);
  if (!account) throw new ApiError('not-found', `${text} is no account.`);
  return account;
}

function findAccount({ accounts }: DirectoryLists, text: string): AccountRecord | undefined {
  const address = parseAddress(text);
  const key = address === null ? null : addressKey(address);
  return accounts.find((candidate) => addressKey(candidate.address) === key);
}
