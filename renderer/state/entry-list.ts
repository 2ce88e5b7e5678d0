import type { CallName } from '../../server/contract/api.ts';
import { text } from '../text/en.ts';
import type { Change, Step } from './use-change.ts';

/** One of the server's lists: what its entries are called, and the calls that change it. */
export interface EntryList<T> {
  readonly shownBy: CallName;
  readonly keyOf: (entry: T) => string;
  /** What the truth bar calls the entry with this key. */
  readonly label: (key: string) => string;
  /** `previous` is the key of the entry that this one replaces, or null for a new one. */
  readonly save: (entry: T, previous: string | null) => Step;
  readonly remove: (key: string) => Step;
}

/** Adds an entry, or puts it in the place of an existing one. */
export function savingEntry<T>(list: EntryList<T>, entry: T, existing: T | null): Change {
  const key = list.keyOf(entry);
  const label = list.label(key);
  return {
    text: existing === null ? text.common.added(label) : text.common.changed(label),
    run: list.save(entry, existing === null ? null : list.keyOf(existing)),
    undo: [existing === null ? list.remove(key) : list.save(existing, key)],
    shownBy: list.shownBy,
  };
}

export function removingEntry<T>(list: EntryList<T>, entry: T): Change {
  const key = list.keyOf(entry);
  return {
    text: text.common.removed(list.label(key)),
    run: list.remove(key),
    undo: [list.save(entry, null)],
    shownBy: list.shownBy,
  };
}
