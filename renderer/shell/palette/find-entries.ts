import { matchWords } from './match-words.ts';
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts';

/** What is used often stays near without hiding a better answer. */
const RECENT_BONUS = 0.08;
const MOST_OF_A_GROUP = 7;
const MOST_RECENT = 6;

export interface FoundGroup {
  readonly group: PaletteGroup;
  readonly entries: readonly PaletteEntry[];
}

/**
 * The entries that answer to what was typed, in groups: the best of each first, and the group with the best one on
 * top. Before anything is typed: what was used lately, then everything in its own order.
 */
export function findEntries(
  typed: string,
  entries: readonly PaletteEntry[],
  recent: readonly string[],
): readonly FoundGroup[] {
  if (typed.trim() === '') return inOrder(entries, recent);
  const scored = entries
    .map((entry) => ({ entry, score: scoreOf(typed, entry, recent) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  return grouped(scored.map(({ entry }) => entry));
}

function scoreOf(typed: string, entry: PaletteEntry, recent: readonly string[]): number {
  if (entry.rank !== undefined) return entry.rank === 'first' ? 2 : Number.MIN_VALUE;
  const score = matchWords(typed, entry.name, `${entry.keywords ?? ''} ${entry.context}`);
  return score === 0 ? 0 : score + (recent.includes(entry.id) ? RECENT_BONUS : 0);
}

function inOrder(entries: readonly PaletteEntry[], recent: readonly string[]): readonly FoundGroup[] {
  const lately = recent
    .flatMap((id) => entries.filter((entry) => entry.id === id))
    .slice(0, MOST_RECENT)
    .map((entry): PaletteEntry => ({ ...entry, group: 'recent' }));
  const others = entries.filter(({ id }) => !lately.some((entry) => entry.id === id));
  return grouped([...lately, ...others]);
}

function grouped(entries: readonly PaletteEntry[]): readonly FoundGroup[] {
  const groups = [...new Set(entries.map(({ group }) => group))];
  return groups.map((group) => ({
    group,
    entries: entries.filter((entry) => entry.group === group).slice(0, MOST_OF_A_GROUP),
  }));
}
