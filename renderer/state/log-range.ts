/** Ranges by name, as the reader's own clock has them. */
export const NAMED_RANGES = ['hour', 'today', 'yesterday', 'week'] as const;
export type NamedRange = (typeof NAMED_RANGES)[number];

/**
 * Which time the log shows. `since`: what came after a mark that the reader set; `between`: milliseconds since 1970,
 * `to` not included, null where it is open.
 */
export type LogRange =
  | { readonly kind: 'always' }
  | { readonly kind: 'named'; readonly name: NamedRange }
  | { readonly kind: 'since'; readonly at: number }
  | { readonly kind: 'between'; readonly from: number | null; readonly to: number | null };

export const ALWAYS: LogRange = { kind: 'always' };

export interface TimeBounds {
  readonly from?: number;
  readonly to?: number;
}

const HOUR_MS = 3_600_000;
/** The last hour moves on in steps: a list that began elsewhere every minute would be asked for anew every minute. */
const STEP_MS = 5 * 60_000;
const DAYS_OF_A_WEEK = 7;

/** When a range begins and ends, seen from `now`. Days are those of the reader, 23 or 25 hours long at times. */
export function boundsOf(range: LogRange, now: number): TimeBounds {
  switch (range.kind) {
    case 'always':
      return {};
    case 'since':
      return { from: range.at };
    case 'between':
      return { ...(range.from !== null && { from: range.from }), ...(range.to !== null && { to: range.to }) };
    case 'named':
      return namedBounds(range.name, now);
  }
}

function namedBounds(name: NamedRange, now: number): TimeBounds {
  switch (name) {
    case 'hour':
      return { from: Math.floor(now / STEP_MS) * STEP_MS - HOUR_MS };
    case 'today':
      return { from: midnight(now, 0) };
    case 'yesterday':
      return { from: midnight(now, -1), to: midnight(now, 0) };
    case 'week':
      return { from: midnight(now, 1 - DAYS_OF_A_WEEK) };
  }
}

function midnight(now: number, daysFromToday: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysFromToday).getTime();
}

/** Nothing that happens from `now` on is in it: the list stands still by itself. */
export function isOver(range: LogRange, now: number): boolean {
  const { to } = boundsOf(range, now);
  return to !== undefined && to <= now;
}
