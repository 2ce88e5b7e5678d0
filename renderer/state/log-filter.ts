import type { LogQuery, LogTerm } from '../../server/contract/log-history.ts';
import { holdsAll, searchableText, wantedWords } from '../../server/contract/log-text.ts';
import { filterOf } from '../../server/contract/log-query-filter.ts';
import { parseIp } from '../../server/contract/network.ts';
import type { SessionResult, SessionSummary } from '../../server/contract/session-log.ts';
import { wordsOf } from '../../server/contract/session-words.ts';
import { ALWAYS, boundsOf, type LogRange } from './log-range.ts';
import { parseWords } from './log-words.ts';

/** Who was the client: others, this server, or either. */
export const DIRECTIONS = ['both', 'inbound', 'outbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What the log shows. */
export interface LogFilter {
  readonly result: SessionResult | 'all';
  readonly direction: Direction;
  /** The words of the filter field; see `parseWords`. */
  readonly text: string;
  /** A rule, an option or an exception that refused, or would have; null: whatever it was. */
  readonly option: string | null;
  /** Only what a rule in report mode would have refused. */
  readonly wouldHaveBlocked: boolean;
  readonly range: LogRange;
}

export const NO_FILTER: LogFilter = {
  result: 'all',
  direction: 'both',
  text: '',
  option: null,
  wouldHaveBlocked: false,
  range: ALWAYS,
};

export type ResultCounts = Readonly<Record<SessionResult | 'all', number>>;

/** Sessions of a result that are known, and whether there may be more of them. */
export type KnownCounts = Readonly<
  Record<SessionResult | 'all', { readonly known: number; readonly isAll: boolean }>
>;

/** What the query of the contract holds at most. */
const MOST_TERMS = 20;
const LONGEST_TEXT = 200;
const LONGEST_TERM = 320;

/**
 * The filter as the server is asked. A whole address or IP is looked up as it is, by an index; what is a part of one is
 * looked for row by row.
 */
export function queryOf(filter: LogFilter, now: number): LogQuery {
  const words = parseWords(filter.text);
  const exact = new Map<string, LogTerm>();
  const terms: LogTerm[] = [];
  const free: string[] = [];
  for (const word of words) {
    const field = exactFieldOf(word);
    if (field !== null && !exact.has(field)) exact.set(field, word);
    else if (word.field === 'any' && !word.isExcluded) free.push(word.value);
    else terms.push({ ...word, value: word.value.slice(0, LONGEST_TERM) });
  }
  return {
    ...Object.fromEntries([...exact].map(([field, { value }]) => [field, value.slice(0, LONGEST_TERM)])),
    ...(free.length > 0 && { text: free.join(' ').slice(0, LONGEST_TEXT) }),
    ...(terms.length > 0 && { terms: terms.slice(0, MOST_TERMS) }),
    ...(filter.result !== 'all' && { result: filter.result }),
    ...(filter.direction !== 'both' && { direction: filter.direction }),
    ...(filter.option !== null && { option: filter.option }),
    ...(filter.wouldHaveBlocked && { wouldHaveBlocked: true }),
    ...boundsOf(filter.range, now),
  };
}

/** Whether a row of the window passes: what the server would say of it, transcripts aside. */
export function rowTest(filter: LogFilter, now: number): (row: SessionSummary) => boolean {
  const query = queryOf(filter, now);
  const fieldsMatch = filterOf(query);
  const isSearched = query.text !== undefined && query.text.trim() !== '';
  if (!isSearched && query.terms === undefined) return fieldsMatch;
  const words = wantedWords(query.text ?? '');
  if (isSearched && words.length === 0) return () => false;
  return remembered((row) => fieldsMatch(row) && holdsAll(wordsOfRow(row), words));
}

/** A row never changes, its session gets another one: so it is read once, however often the list is drawn. */
function remembered(passes: (row: SessionSummary) => boolean): (row: SessionSummary) => boolean {
  const answers = new WeakMap<SessionSummary, boolean>();
  return (row) => {
    const known = answers.get(row);
    if (known !== undefined) return known;
    const answer = passes(row);
    answers.set(row, answer);
    return answer;
  };
}

/** The rows of a result that pass, and how many pass of each result. */
export function filterRows(
  rows: readonly SessionSummary[],
  result: LogFilter['result'],
  passes: (row: SessionSummary) => boolean,
): { readonly rows: readonly SessionSummary[]; readonly counts: ResultCounts } {
  const counts = { all: 0, running: 0, accepted: 0, blocked: 0, deferred: 0, closed: 0 };
  const passed: SessionSummary[] = [];
  for (const row of rows) {
    if (!passes(row)) continue;
    counts.all++;
    counts[row.result]++;
    if (result === 'all' || result === row.result) passed.push(row);
  }
  return { rows: passed, counts };
}

/** Whether the filter lets anything but everything pass. */
export function isFiltered(filter: LogFilter): boolean {
  return (
    filter.result !== 'all' ||
    filter.direction !== 'both' ||
    filter.text.trim() !== '' ||
    filter.option !== null ||
    filter.wouldHaveBlocked ||
    filter.range.kind !== 'always'
  );
}

type ExactField = 'id' | 'ip' | 'sender' | 'recipient' | 'account';
const WHOLE_ADDRESS = /^(?:<>|[^\s@]+@[^\s@]+\.[^\s@.]+)$/;

/** The field of the query that is held to the whole word; null where the word is a part of something. */
function exactFieldOf({ field, value, isExcluded }: LogTerm): ExactField | null {
  if (isExcluded) return null;
  if (field === 'id') return 'id';
  if (field === 'ip') return parseIp(value) === null ? null : 'ip';
  if (!WHOLE_ADDRESS.test(value)) return null;
  if (field === 'from') return 'sender';
  if (field === 'to') return 'recipient';
  return field === 'user' ? 'account' : null;
}

const wordsOfRows = new WeakMap<SessionSummary, string>();

function wordsOfRow(row: SessionSummary): string {
  const known = wordsOfRows.get(row);
  if (known !== undefined) return known;
  const words = searchableText(wordsOf(row));
  wordsOfRows.set(row, words);
  return words;
}
