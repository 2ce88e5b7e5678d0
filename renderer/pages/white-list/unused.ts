import type { WhiteListView } from '../../../server/contract/list-calls.ts';

const UNUSED_MS = 90 * 86_400_000;

export function hasEnded({ expiresAt }: WhiteListView, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}

/** In force, but for 90 days neither used nor added nor kept by the administrator. */
export function isUnused(entry: WhiteListView, now: number): boolean {
  const { createdAt, lastUsedAt, keptAt } = entry;
  return !hasEnded(entry, now) && now - Math.max(createdAt, lastUsedAt ?? 0, keptAt ?? 0) >= UNUSED_MS;
}
