import { ApiError } from '../contract/problem.ts';
import type { Clock } from '../contract/clock.ts';
import { applyChange, type HashedChange } from './directory-change.ts';
import type { DirectoryKeeper } from './directory-keeper.ts';
import type { DirectoryLists } from './directory-lists.ts';

/**
 * One list of the directory, as the console edits it. Entries come in validated. Rejects with ApiError:
 * `conflict` where the lists would not fit together, `not-found` where there is no such entry; or with StoreError.
 */
export interface EditableList<Entry, View = Entry> {
  list(): readonly View[];
  /** `previous` names the entry that this one replaces; null adds one. */
  save(entry: Entry, previous: string | null): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface ListAccess<T> {
  readonly nameOf: (entry: T) => string;
  /** The form by which names are compared. */
  readonly keyOf: (name: string) => string;
  readonly read: (lists: DirectoryLists) => readonly T[];
  readonly write: (list: readonly T[]) => HashedChange;
}

export function createEditableList<T>(
  keeper: DirectoryKeeper,
  clock: Clock,
  { nameOf, keyOf, read, write }: ListAccess<T>,
): EditableList<T> {
  const edit = (change: (list: readonly T[]) => readonly T[]): Promise<void> =>
    keeper.change((lists) => applyChange(lists, write(change(read(lists))), clock()));

  function indexOf(list: readonly T[], name: string): number {
    const index = list.findIndex((entry) => keyOf(nameOf(entry)) === keyOf(name));
    if (index < 0) throw new ApiError('not-found', `${name} is not on the list.`);
    return index;
  }

  return {
    list: () => read(keeper.state.lists),
    save: (entry, previous) =>
      edit((list) => (previous === null ? [...list, entry] : list.with(indexOf(list, previous), entry))),
    remove: (name) => edit((list) => list.toSpliced(indexOf(list, name), 1)),
  };
}
