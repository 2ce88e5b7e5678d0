import type { Clock, Dispose } from '../contract/clock.ts';
import type { Database } from '../contract/database.ts';
import type { Directory } from '../contract/directory-view.ts';
import type { ChangedData } from '../contract/events.ts';
import { createDirectoryEditor, type DirectoryEditor } from './directory-editor.ts';
import { DirectoryKeeper, revisionStatement, type DirectoryCommit } from './directory-keeper.ts';
import { EMPTY_LISTS, type DirectoryLists } from './directory-lists.ts';
import { differenceOf, patternKey } from './list-tables.ts';
import { loadDirectory, type LoadedDirectory } from './load-directory.ts';
import type { Passwords } from './passwords.ts';
import { createRehasher } from './rehasher.ts';
import { signIn } from './sign-in.ts';
import { UseCounters } from './use-counters.ts';

export interface DirectoryOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly passwords: Passwords;
  /** The Local IPs that a new installation starts with. Stored at once; the administrator's from then on. */
  readonly localIpDefaults: readonly string[];
  readonly reportError: (step: string, cause: unknown) => void;
}

export interface OpenDirectory extends Directory {
  readonly lists: DirectoryEditor;
  /** Tells which lists have changed, once they are stored and in force. Answers what ends it. */
  onChange(listener: (what: readonly ChangedData[]) => void): () => void;
  /** Finishes what sign-ins have begun, and writes the counters that wait in memory. */
  readonly dispose: Dispose;
}

/** Loads the directory into memory. Rejects with StoreError. */
export async function openDirectory(options: DirectoryOptions): Promise<OpenDirectory> {
  const { database, clock, passwords, reportError } = options;
  const { lists, revision, signIns, whiteListUse } = await loadOrBegin(options);
  const listeners = new Set<(what: readonly ChangedData[]) => void>();
  let listedKeys = whiteListKeys(lists);
  const counters = new UseCounters({ ...options, signIns, whiteListUse });

  const keeper = new DirectoryKeeper(database, lists, revision, (commit) => {
    for (const id of changedAccountIds(commit)) passwords.forget(id);
    listedKeys = whiteListKeys(commit.after.lists);
    counters.keepOnly(listedKeys);
    for (const listener of listeners) listener(commit.what);
  });
  const rehasher = createRehasher(keeper, passwords, reportError);

  return {
    view: () => keeper.state.view,
    async signIn(login, password) {
      const result = await signIn(login, password, () => keeper.state, passwords);
      if (result.kind === 'signed-in') {
        counters.noteSignIn(result.account.id);
        rehasher.signedIn(result.account, password);
      }
      return result;
    },
    noteWhiteListUse(pattern, at) {
      const key = patternKey(pattern);
      if (listedKeys.has(key)) counters.noteWhiteListUse(key, at);
    },
    lists: createDirectoryEditor(keeper, passwords, counters, clock),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: async () => {
      await rehasher.dispose();
      await counters.dispose();
    },
  };
}

async function loadOrBegin({
  database,
  localIpDefaults,
}: DirectoryOptions): Promise<LoadedDirectory & { readonly revision: number }> {
  const loaded = await loadDirectory(database);
  if (loaded.revision !== null) return { ...loaded, revision: loaded.revision };
  const lists = { ...EMPTY_LISTS, localIps: localIpDefaults };
  const { statements } = differenceOf(EMPTY_LISTS, lists);
  await database.transaction([...statements, revisionStatement(1)]);
  return { ...loaded, lists, revision: 1 };
}

function whiteListKeys({ whiteList }: DirectoryLists): ReadonlySet<string> {
  return new Set(whiteList.map(({ pattern }) => patternKey(pattern)));
}

function changedAccountIds({ before, after }: DirectoryCommit): readonly number[] {
  const accountsAfter = new Map(after.lists.accounts.map((account) => [account.id, account]));
  return before.lists.accounts
    .filter((account) => accountsAfter.get(account.id) !== account)
    .map(({ id }) => id);
}
