import type { LogHour } from '../../server/contract/log-history.ts';

/** How far back the traffic is shown. */
export const SPANS = ['day', 'week', 'month'] as const;
export type Span = (typeof SPANS)[number];

/** One bar: sessions of a part of the span. Milliseconds since 1970; `to` is not included. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly accepted: number;
  readonly blocked: number;
}

const HOUR_MS = 3_600_000;
const HOURS_OF_A_DAY = 24;
const DAYS: Readonly<Record<Exclude<Span, 'day'>, number>> = { week: 7, month: 30 };
/** A week is shown in nights, mornings, afternoons and evenings. */
const HOURS_OF_A_PART = 6;

/** Where the bars of a span begin, and where the last one ends; by the reader's own days, which are not all of 24 hours. */
export function edgesOf(span: Span, now: number): readonly number[] {
  if (span === 'day') {
    const first = Math.floor(now / HOUR_MS) * HOUR_MS - (HOURS_OF_A_DAY - 1) * HOUR_MS;
    return Array.from({ length: HOURS_OF_A_DAY + 1 }, (_, index) => first + index * HOUR_MS);
  }
  const today = new Date(now);
  const startOf = (day: number, hour: number): number =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() + day, hour).getTime();
  const days = Array.from({ length: DAYS[span] }, (_, index) => index + 1 - DAYS[span]);
  if (span === 'month') return [...days, 1].map((day) => startOf(day, 0));
  const parts = Array.from(
    { length: HOURS_OF_A_DAY / HOURS_OF_A_PART },
    (_, index) => index * HOURS_OF_A_PART,
  );
  return [...days.flatMap((day) => parts.map((hour) => startOf(day, hour))), startOf(1, 0)];
}

/** The hours in their bars; an hour that two bars share, as in zones of half hours, is in the one it begins in. */
export function binsOf(edges: readonly number[], hours: readonly LogHour[]): readonly Bin[] {
  const bins = edges
    .slice(0, -1)
    .map((from, index) => ({ from, to: edges[index + 1] ?? from, accepted: 0, blocked: 0 }));
  for (const { startedAt, accepted, blocked } of hours) {
    const bin = bins.find(({ from, to }) => startedAt >= from && startedAt < to);
    if (bin === undefined) continue;
    bin.accepted += accepted;
    bin.blocked += blocked;
  }
  return bins;
}
