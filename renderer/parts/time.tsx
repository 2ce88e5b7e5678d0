import { text } from '../text/en.ts';
import { locale } from '../text/language.ts';

const DATE_TIME = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' });
const DATE = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' });
const CLOCK = new Intl.DateTimeFormat(locale(), {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const DAY_AND_TIME = new Intl.DateTimeFormat(locale(), {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const DAY = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long' });
const RELATIVE = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `24 Nov 2026, 07:08` in the reader's own way of writing dates. */
export function formatDateTime(at: number): string {
  return DATE_TIME.format(at);
}

/** When something ends: `24 Nov 2026, 07:08`, and of a midnight the date alone. */
export function formatEnd(at: number): string {
  const end = new Date(at);
  return end.getHours() === 0 && end.getMinutes() === 0 ? DATE.format(at) : formatDateTime(at);
}

/** `07:08:29` */
export function formatClock(at: number): string {
  return CLOCK.format(at);
}

/** `24 Nov, 07:08`, where the year goes without saying. */
export function formatDayAndTime(at: number): string {
  return DAY_AND_TIME.format(at);
}

/** `24 November`, likewise. */
export function formatDay(at: number): string {
  return DAY.format(at);
}

/** `3 hours ago`, `in 2 days`, `just now`. */
export function formatRelative(at: number, now: number): string {
  const distance = at - now;
  for (const [unit, length] of UNITS) {
    if (Math.abs(distance) >= length) return RELATIVE.format(Math.round(distance / length), unit);
  }
  return distance > 0 ? text.common.inAMoment : text.common.justNow;
}

/** A moment: relative to now, with the exact time on hover. A dash where there is none. */
export function Moment({ at, now }: { readonly at: number | null; readonly now: number }) {
  if (at === null) return <span className="quiet">–</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={formatDateTime(at)}>
      {formatRelative(at, now)}
    </time>
  );
}
