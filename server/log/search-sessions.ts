import type { LogQuery } from '../contract/log-history.ts';
import { textsHoldAll, wantedWords, type WantedWord } from '../contract/log-text.ts';
import { wordsOf } from '../contract/session-words.ts';
import { filterOf } from '../contract/log-query-filter.ts';
import type { SessionEntry } from './session-entry.ts';

/** Transcript bytes read before the sessions get their turn: a search never holds up mail for long. */
const BYTES_PER_TURN = 256 * 1024;

/** Lets everything else that is due run first. */
export type Pause = () => Promise<void>;

/** The sessions that match, in the order given; at most `limit`. */
export async function searchSessions(
  entries: readonly SessionEntry[],
  query: LogQuery,
  limit: number,
  pause: Pause,
): Promise<readonly SessionEntry[]> {
  const fieldsMatch = filterOf(query);
  const isSearched = query.text !== undefined && query.text.trim() !== '';
  const words = wantedWords(query.text ?? '');
  if (isSearched && words.length === 0) return [];
  const found: SessionEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (found.length >= limit) break;
    if (!fieldsMatch(entry.summary())) continue;
    if (words.length > 0) bytes += entry.sizeBytes;
    if (words.length === 0 || hasAll(entry, words)) found.push(entry);
    if (bytes < BYTES_PER_TURN) continue;
    bytes = 0;
    await pause();
  }
  return found;
}

function hasAll(entry: SessionEntry, words: readonly WantedWord[]): boolean {
  const session = entry.detail();
  const texts = [...wordsOf(session), ...session.transcript.map(({ text }) => text)];
  return textsHoldAll(texts, words);
}
