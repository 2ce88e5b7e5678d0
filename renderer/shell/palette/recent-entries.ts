import { keep, readKept } from '../../state/kept.ts';

const MOST_KEPT = 12;

/** The ids of what was chosen in the palette, the newest first. */
export function recentEntries(): readonly string[] {
  return (readKept('recent') ?? '').split('\n').filter(Boolean);
}

export function noteRecent(id: string): void {
  const others = recentEntries().filter((known) => known !== id);
  keep('recent', [id, ...others].slice(0, MOST_KEPT).join('\n'));
}
