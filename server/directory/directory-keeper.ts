import { addressKey } from '../contract/address.ts';
import type { Database, SqlStatement } from '../contract/database.ts';
import type { DirectoryView } from '../contract/directory-view.ts';
import type { ChangedData } from '../contract/events.ts';
import { ApiError } from '../contract/problem.ts';
import { checkLists } from './check-lists.ts';
import type { AccountRecord, DirectoryLists } from './directory-lists.ts';
import { createDirectoryView } from './directory-view.ts';
import { differenceOf } from './list-tables.ts';

/** The directory in force: lists, the view of them, accounts by key. Swapped as a whole. */
export interface DirectoryState {
  readonly lists: DirectoryLists;
  readonly view: DirectoryView;
  readonly accountsByKey: ReadonlyMap<string, AccountRecord>;
}

export interface DirectoryCommit {
  readonly what: readonly ChangedData[];
  readonly before: DirectoryState;
  readonly after: DirectoryState;
}

/** Use counters of entries that are gone go with them. */
const FORGET_UNLISTED_USE: SqlStatement = {
  sql: 'DELETE FROM white_list_use WHERE key NOT IN (SELECT key FROM white_list_entry)',
  params: [],
};

/** Holds the state in force, and changes it: one change after the other, first in mail.db, then here. */
export class DirectoryKeeper {
  readonly #database: Database;
  readonly #onCommit: (commit: DirectoryCommit) => void;
  #state: DirectoryState;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    database: Database,
    lists: DirectoryLists,
    revision: number,
    onCommit: (commit: DirectoryCommit) => void,
  ) {
    this.#database = database;
    this.#onCommit = onCommit;
    this.#state = stateOf(lists, revision);
  }

  get state(): DirectoryState {
    return this.#state;
  }

  /**
   * Computes the next lists from those in force and puts them in force. Rejects with ApiError `conflict` where
   * they do not fit together, with what `change` throws, and with StoreError; then nothing has changed.
   */
  change(change: (lists: DirectoryLists) => DirectoryLists): Promise<void> {
    const result = this.#last.then(() => this.#commit(change));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #commit(change: (lists: DirectoryLists) => DirectoryLists): Promise<void> {
    const before = this.#state;
    const next = change(before.lists);
    const problems = checkLists(next);
    if (problems[0]) throw new ApiError('conflict', problems[0].reason, problems);
    const { what, statements } = differenceOf(before.lists, next);
    if (what.length === 0) return;
    const revision = before.view.revision + 1;
    const forget = what.includes('whiteList') ? [FORGET_UNLISTED_USE] : [];
    await this.#database.transaction([...statements, ...forget, revisionStatement(revision)]);
    this.#state = stateOf(next, revision);
    this.#onCommit({ what, before, after: this.#state });
  }
}

export function revisionStatement(revision: number): SqlStatement {
  return {
    sql:
      'INSERT INTO directory_state (singleton, revision) VALUES (1, ?) ' +
      'ON CONFLICT (singleton) DO UPDATE SET revision = excluded.revision',
    params: [revision],
  };
}

function stateOf(lists: DirectoryLists, revision: number): DirectoryState {
  const ordered = { ...lists, accounts: [...lists.accounts].sort((one, other) => one.id - other.id) };
  return {
    lists: ordered,
    view: createDirectoryView(ordered, revision),
    accountsByKey: new Map(ordered.accounts.map((account) => [addressKey(account.address), account])),
  };
}
