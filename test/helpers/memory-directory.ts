import { formatAddress } from '../../server/contract/address.ts';
import type { AccountFreeze } from '../../server/contract/directory.ts';
import type { Directory, DirectoryView, SignInResult } from '../../server/contract/directory-view.ts';
import type { DirectoryLists } from '../../server/directory/directory-lists.ts';
import { createDirectoryView } from '../../server/directory/directory-view.ts';

/** The real view of lists that are given, with passwords in the clear: a test need not wait for a hash. */
export class MemoryDirectory implements Directory {
  readonly whiteListUses: string[] = [];
  /** What every sign-in answers while set; an Error is thrown. */
  signInFault: Error | 'busy' | null = null;
  readonly #passwords: ReadonlyMap<string, string>;
  #lists: DirectoryLists;
  #view: DirectoryView;

  /** Passwords by address. */
  constructor(lists: DirectoryLists, passwords: ReadonlyMap<string, string>) {
    this.#passwords = passwords;
    this.#lists = lists;
    this.#view = createDirectoryView(lists, 1);
  }

  view(): DirectoryView {
    return this.#view;
  }

  change(lists: DirectoryLists): void {
    this.#lists = lists;
    this.#view = createDirectoryView(lists, this.#view.revision + 1);
  }

  freeze(accountId: number, frozen: AccountFreeze): void {
    const accounts = this.#lists.accounts.map((account) =>
      account.id === accountId ? { ...account, frozen } : account,
    );
    this.change({ ...this.#lists, accounts });
  }

  signIn(login: string, password: string): Promise<SignInResult> {
    if (this.signInFault === 'busy') return Promise.resolve({ kind: 'busy' });
    if (this.signInFault !== null) return Promise.reject(this.signInFault);
    return Promise.resolve(this.#check(login, password));
  }

  noteWhiteListUse(pattern: string): void {
    this.whiteListUses.push(pattern);
  }

  #check(login: string, password: string): SignInResult {
    const [localPart = '', domain = this.#view.firstLocalDomain ?? ''] = login.split('@');
    const account = this.#view.findAccount({ localPart, domain });
    if (account === null) return { kind: 'refused', reason: 'unknown-account' };
    const isRight = this.#passwords.get(formatAddress(account.address)) === password;
    if (!isRight) return { kind: 'refused', reason: 'wrong-password' };
    return account.enabled ? { kind: 'signed-in', account } : { kind: 'refused', reason: 'account-disabled' };
  }
}
