import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { SessionResult, SessionSummary } from '../../server/contract/session-log.ts';
import { useConsole } from './console-context.tsx';
import type { LiveLog } from './live-log.ts';
import {
  filterRows,
  queryOf,
  rowTest,
  type KnownCounts,
  type LogFilter,
  type ResultCounts,
} from './log-filter.ts';
import type { LogRing } from './log-ring.ts';
import { LogHistory, MOST_ROWS, type HistoryEnd } from './log-history.ts';
import { countAfter, placeOf } from './sorted-rows.ts';
import { useNow } from './use-now.ts';

/** Why the view stands still. `paused` by the button or Space; `held` while somebody reads or scrolls in it. */
export type Stillness = 'none' | 'held' | 'paused';

/** Rows drawn as placeholders below those that are known, while there are more. */
const UNKNOWN_ROWS = 30;
/** A session may be listed a second after it began: the server holds back those of a network that floods it. */
const LISTED_LATE_MS = 1000;

export interface LogView {
  /** Rows of the list, newest first: those of the moment, those of history, and what is still unknown below. */
  readonly count: number;
  /** Of these, the sessions that are known. */
  readonly known: number;
  /** Undefined while the row is not at hand. */
  readonly rowAt: (index: number) => SessionSummary | undefined;
  /** The place of a session among the rows at hand, or -1. Without its start, the newest of that id. */
  readonly indexOf: (id: string, startedAt: number | null) => number;
  /** How many rows at the top started after this time; milliseconds since 1970. */
  readonly countAfter: (at: number) => number;
  /** To be told which rows are drawn. */
  readonly want: (first: number, last: number) => void;
  /** Of the moment and of what history has been read. */
  readonly counts: KnownCounts;
  readonly end: HistoryEnd;
  /** Goes on with a search that was bounded, or that failed. */
  readonly goOn: () => void;
  readonly stillness: Stillness;
  /** Sessions that came since the view stands still and that the filter lets pass. */
  readonly arrived: number;
  /** The start of the newest session that was there when the view last began to stand still; null before that. */
  readonly lookedAt: number | null;
  readonly setPaused: (paused: boolean) => void;
  readonly setHeld: (held: boolean) => void;
  /** Follows again from the newest row. */
  readonly follow: () => void;
  /** The row as it is now; while paused, as it was. */
  readonly current: (row: SessionSummary) => SessionSummary;
}

/** What the list shows of the log: it follows, or stands still on the rows of one moment, and goes on into history. */
export function useLogView(
  { ring, version, state }: LiveLog,
  filter: LogFilter,
  lookedBefore: number | null,
): LogView {
  const clock = useNow(60_000);
  const [still, setStill] = useState<Still>({ kind: 'none' });
  const [lookedAt, setLookedAt] = useState(lookedBefore);
  const isStill = still.kind !== 'none';
  const now = isStill ? still.now : clock;
  const passes = useMemo(() => rowTest({ ...filter, result: 'all' }, now), [filter, now]);
  const history = useHistory(filter, now, isStill ? still.floor : ring.floor, ring.newestStart, isStill);

  const source = useMemo(
    () => (still.kind === 'none' ? ring.newestFirst() : still.rows),
    // The version stands for the content of the ring.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [ring, still, still.kind === 'none' ? version : 0],
  );
  const { floor } = history;
  const { rows, counts } = useMemo(
    () => filterRows(source.slice(0, countAfter(source, floor - 1)), filter.result, passes),
    [source, filter.result, passes, floor],
  );

  const standStill = (kind: 'held' | 'paused') => {
    setStill((before) => {
      if (before.kind !== 'none') return { ...before, kind };
      const taken = ring.newestFirst();
      return { kind, rows: taken, ids: new Set(taken.map(({ id }) => id)), floor: ring.floor, now: clock };
    });
  };
  const follow = () => {
    if (still.kind !== 'none') setLookedAt(still.rows[0]?.startedAt ?? null);
    setStill({ kind: 'none' });
  };

  const isUnknown = state.kind === 'live' && (history.end.kind === 'more' || history.end.kind === 'loading');
  const known = rows.length + history.count;
  return {
    known,
    count: Math.min(MOST_ROWS, known + (isUnknown ? UNKNOWN_ROWS : 0)),
    rowAt: (index) => (index < rows.length ? rows[index] : history.rowAt(index - rows.length)),
    indexOf: (id, startedAt) => {
      const live = placeOf(rows, id, startedAt);
      if (live >= 0) return live;
      const stored = history.indexOf(id, startedAt);
      return stored < 0 ? -1 : rows.length + stored;
    },
    countAfter: (at) => countAfter(rows, at),
    want: (first, last) => {
      if (state.kind === 'live') history.want(first - rows.length, last - rows.length);
    },
    counts: countsWith(counts, history, filter),
    end: state.kind === 'live' ? history.end : { kind: 'loading' },
    goOn: () => {
      history.goOn();
    },
    stillness: still.kind,
    arrived: still.kind === 'none' ? 0 : countArrived(ring, still.ids, filter.result, passes),
    lookedAt,
    setPaused: (paused) => {
      if (paused) standStill('paused');
      else follow();
    },
    setHeld: (held) => {
      if (still.kind === 'paused' || held === (still.kind === 'held')) return;
      if (held) standStill('held');
      else follow();
    },
    follow,
    current: (row) => {
      if (still.kind === 'paused') return row;
      const newest = ring.find(row.id);
      return newest?.startedAt === row.startedAt ? newest : row;
    },
  };
}

type Still =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'held' | 'paused';
      readonly rows: readonly SessionSummary[];
      readonly ids: ReadonlySet<string>;
      /** Of the ring, and the time, when it began. */
      readonly floor: number;
      readonly now: number;
    };

/** The history below the ring's floor, which rises while rows are let go: then it follows, unless the view stands still. */
function useHistory(
  filter: LogFilter,
  now: number,
  ringFloor: number,
  newestStart: number | null,
  isStill: boolean,
): LogHistory {
  const console = useConsole();
  const query = JSON.stringify(queryOf(filter, now));
  const isLoaded = ringFloor !== Infinity;
  const history = useMemo(
    () => {
      const asked = queryOf(filter, now);
      // The transcripts, in which words are looked for too, are known to the server alone.
      const floor =
        asked.text !== undefined && newestStart !== null
          ? Math.max(ringFloor, newestStart - LISTED_LATE_MS)
          : ringFloor;
      return new LogHistory(asked, floor, {
        search: (wanted) => console.call('log.search', wanted),
        schedule: (run, delayMs) => {
          const timer = setTimeout(run, delayMs);
          return () => {
            clearTimeout(timer);
          };
        },
      });
    },
    // A new query begins a new history; a floor that rises is followed below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [console, query, isLoaded],
  );
  useSyncExternalStore(history.subscribe, history.version);
  useEffect(() => {
    if (!isStill && ringFloor > history.floor) void history.rebase(ringFloor);
  }, [history, isStill, ringFloor]);
  return history;
}

/** History is asked for one result alone where only that is shown: of the others it then knows nothing. */
function countsWith(live: ResultCounts, history: LogHistory, filter: LogFilter): KnownCounts {
  const isRead = history.end.kind === 'end';
  const isShown = (result: LogFilter['result']) => filter.result === 'all' || filter.result === result;
  const of = (result: SessionResult) => ({
    known: live[result] + history.tally[result],
    isAll: isShown(result) ? isRead : history.isEmpty,
  });
  return {
    all: { known: live.all + history.count, isAll: isShown('all') ? isRead : history.isEmpty },
    running: { ...of('running'), isAll: true },
    accepted: of('accepted'),
    blocked: of('blocked'),
    deferred: of('deferred'),
    closed: of('closed'),
  };
}

function countArrived(
  ring: LogRing,
  known: ReadonlySet<string>,
  result: LogFilter['result'],
  passes: (row: SessionSummary) => boolean,
): number {
  const newest = ring.newestFirst();
  const before = newest.findIndex(({ id }) => known.has(id));
  return filterRows(before < 0 ? newest : newest.slice(0, before), result, passes).rows.length;
}
