import type { WhiteListView } from '../../../server/contract/list-calls.ts';
import { hasEnded, isUnused } from './unused.ts';

export type Shown = 'all' | 'neverUsed' | 'unused' | 'ended';
export type Order = 'listed' | 'address' | 'lastUsed' | 'until' | 'added';

export interface ListView {
  readonly text: string;
  readonly shown: Shown;
  readonly order: Order;
}

/** The entries that are looked for, in the order that is wanted. */
export function viewOf(
  entries: readonly WhiteListView[],
  { text, shown, order }: ListView,
  now: number,
): readonly WhiteListView[] {
  const wanted = text.trim().toLowerCase();
  const found = entries.filter(
    (entry) =>
      isShown(entry, shown, now) &&
      `${entry.pattern}\n${entry.comment}\n${entry.owner}`.toLowerCase().includes(wanted),
  );
  return order === 'listed' ? found : found.toSorted(COMPARE[order]);
}

function isShown(entry: WhiteListView, shown: Shown, now: number): boolean {
  switch (shown) {
    case 'all':
      return true;
    case 'neverUsed':
      return entry.hits === 0;
    case 'unused':
      return isUnused(entry, now);
    case 'ended':
      return hasEnded(entry, now);
  }
}

const COMPARE: Readonly<
  Record<Exclude<Order, 'listed'>, (one: WhiteListView, other: WhiteListView) => number>
> = {
  address: (one, other) => one.pattern.localeCompare(other.pattern),
  lastUsed: (one, other) => (one.lastUsedAt ?? 0) - (other.lastUsedAt ?? 0),
  until: (one, other) => (one.expiresAt ?? Infinity) - (other.expiresAt ?? Infinity) || 0,
  added: (one, other) => other.createdAt - one.createdAt,
};
