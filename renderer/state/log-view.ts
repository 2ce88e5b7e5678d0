import { useMemo, useState } from 'react';
import type { SessionSummary } from '../../server/contract/session-log.ts';
import { filterRows, rowTest, type LogFilter, type ResultCounts } from './log-filter.ts';
import type { LiveLog } from './live-log.ts';
import { useNow } from './use-now.ts';

/** Why the view stands still. `paused` by the button or Space; `held` while somebody reads or scrolls in it. */
export type Stillness = 'none' | 'held' | 'paused';

export interface LogView {
  /** Newest first. */
  readonly rows: readonly SessionSummary[];
  readonly counts: ResultCounts;
  readonly stillness: Stillness;
  /** Sessions that came since the view stands still and that the filter lets pass. */
  readonly arrived: number;
  readonly setPaused: (paused: boolean) => void;
  readonly setHeld: (held: boolean) => void;
  /** Follows again from the newest row. */
  readonly follow: () => void;
  /** The row as it is now; while paused, as it was. */
  readonly current: (row: SessionSummary) => SessionSummary;
}

/** What the list shows of a live log: it follows, or stands still on the rows of one moment. */
export function useLogView({ ring, version }: LiveLog, filter: LogFilter): LogView {
  const [still, setStill] = useState<Still>({ kind: 'none' });
  const now = useNow(60_000);

  const source = useMemo(
    () => (still.kind === 'none' ? ring.newestFirst() : still.rows),
    // The version stands for the content of the ring.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [ring, still, still.kind === 'none' ? version : 0],
  );
  const { rows, counts } = useMemo(() => filterRows(source, filter, now), [source, filter, now]);

  const standStill = (kind: 'held' | 'paused') => {
    setStill((before) => {
      if (before.kind !== 'none') return { ...before, kind };
      const now = ring.newestFirst();
      return { kind, rows: now, ids: new Set(now.map(({ id }) => id)) };
    });
  };
  const follow = () => {
    setStill({ kind: 'none' });
  };

  return {
    rows,
    counts,
    stillness: still.kind,
    arrived: still.kind === 'none' ? 0 : countArrived(ring.newestFirst(), still.ids, rowTest(filter, now)),
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
    current: (row) => (still.kind === 'paused' ? row : (ring.find(row.id) ?? row)),
  };
}

type Still =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'held' | 'paused';
      readonly rows: readonly SessionSummary[];
      readonly ids: ReadonlySet<string>;
    };

function countArrived(
  newestFirst: readonly SessionSummary[],
  known: ReadonlySet<string>,
  passes: (row: SessionSummary) => boolean,
): number {
  let arrived = 0;
  for (const row of newestFirst) {
    if (known.has(row.id)) return arrived;
    if (passes(row)) arrived++;
  }
  return arrived;
}
