import type { SessionResult, SessionSummary } from '../../server/contract/session-log.ts';

/** Who was the client: others, this server, or either. */
export const DIRECTIONS = ['both', 'inbound', 'outbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What the log shows: one result or all, one direction or both, and the words of the filter field. */
export interface LogFilter {
  readonly result: SessionResult | 'all';
  readonly direction: Direction;
  readonly text: string;
}

export type ResultCounts = Readonly<Record<SessionResult | 'all', number>>;

type Test = (row: SessionSummary) => boolean;

/** The fields that a word such as `ip:203.0.113.7` can be held to. */
const FIELDS: Readonly<Record<string, (row: SessionSummary) => string>> = {
  ip: (row) => row.ip,
  from: (row) => row.sender ?? '',
  to: (row) => row.recipients.join(' '),
  user: (row) => row.account ?? '',
  reason: (row) => row.refusal?.reason ?? '',
  port: (row) => String(row.port),
  id: (row) => row.id,
};

/**
 * The rows that pass, and how many there are of each result. Every word of the text has to be found; `ip:`,
 * `from:`, `to:`, `user:`, `reason:`, `port:` and `id:` look in one field; a leading `-` excludes.
 */
export function filterRows(
  rows: readonly SessionSummary[],
  filter: LogFilter,
): { readonly rows: readonly SessionSummary[]; readonly counts: ResultCounts } {
  const tests = filter.text.split(/\s+/).filter(isWord).map(testOf);
  const counts = { all: 0, running: 0, accepted: 0, blocked: 0, deferred: 0, closed: 0 };
  const passed: SessionSummary[] = [];
  for (const row of rows) {
    if (!goesThatWay(row, filter.direction) || !tests.every((test) => test(row))) continue;
    counts.all++;
    counts[row.result]++;
    if (filter.result === 'all' || filter.result === row.result) passed.push(row);
  }
  return { rows: passed, counts };
}

/** Whether one row passes. */
export function passesFilter(row: SessionSummary, filter: LogFilter): boolean {
  return filterRows([row], filter).rows.length > 0;
}

function goesThatWay({ listenerKind }: SessionSummary, direction: Direction): boolean {
  return direction === 'both' || (listenerKind === 'outbound') === (direction === 'outbound');
}

/** A lone hyphen is an exclusion still being typed. */
function isWord(text: string): boolean {
  return text !== '' && text !== '-';
}

function testOf(word: string): Test {
  if (word.startsWith('-')) {
    const excluded = testOf(word.slice(1));
    return (row) => !excluded(row);
  }
  const colon = word.indexOf(':');
  const field = FIELDS[word.slice(0, colon).toLowerCase()];
  if (colon > 0 && field) {
    const wanted = word.slice(colon + 1).toLowerCase();
    return (row) => field(row).toLowerCase().includes(wanted);
  }
  const wanted = word.toLowerCase();
  return (row) => haystackOf(row).includes(wanted);
}

const haystacks = new WeakMap<SessionSummary, string>();

function haystackOf(row: SessionSummary): string {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const words = [
    row.id,
    row.ip,
    row.helo,
    row.account,
    row.sender,
    ...row.recipients,
    row.refusal?.reason,
    row.listener,
  ];
  const haystack = words.join(' ').toLowerCase();
  haystacks.set(row, haystack);
  return haystack;
}
