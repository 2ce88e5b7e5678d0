import { useCallback, useMemo } from 'react';
import { useSearch } from 'wouter';
import { SESSION_RESULTS } from '../../server/contract/session-log.ts';
import { navigate } from './hash-location.ts';
import { DIRECTIONS, NO_FILTER, type LogFilter } from './log-filter.ts';
import { ALWAYS, NAMED_RANGES, type LogRange } from './log-range.ts';

/** What the log page shows, as its address says: filter and selected session. */
export interface LogAddress extends LogFilter {
  /** The id of a session, whose detail is open. */
  readonly session: string | null;
  /** When that session started, in milliseconds since 1970: over months an id comes again. */
  readonly at: number | null;
}

/** What a link can say of the log; a time in milliseconds since 1970. */
export type LogLink = Partial<LogAddress>;

/** The address of the log page and how to change a part of it. Back leads to the filter before. */
export function useLogAddress(): readonly [LogAddress, (change: LogLink) => void] {
  const search = useSearch();
  const address = useMemo(() => parseLogAddress(search), [search]);
  const change = useCallback((part: LogLink) => {
    const now = parseLogAddress(location.hash.split('?', 2)[1] ?? '');
    navigate(logAddress({ ...now, ...part }), { replace: !leavesAStep(part) });
  }, []);
  return [address, change];
}

/** Typing and looking at one session after another leave no steps for Back; every other filter does. */
function leavesAStep(part: LogLink): boolean {
  return Object.keys(part).some((key) => key !== 'text' && key !== 'session' && key !== 'at');
}

/**
 * `/log?result=blocked&option=localSenderMustAuth&from=1796083200000&to=1796169600000`. Every part may be absent:
 *
 * - `result`: running, accepted, blocked, deferred, closed; `direction`: inbound, outbound;
 * - `option`: a rule, an option with its exceptions, or one exception; `would=1`: only what would have been refused;
 * - `text`: the words of the filter field, `ip:203.0.113.7 -from:anna@office.example`;
 * - `when`: hour, today, yesterday, week; or `from` and `to`, in milliseconds since 1970 or as `2026-11-24T14:00`;
 *   or `since`, what came after that time with a line drawn at it;
 * - `session` and `at`: the id of a session and when it started, to open its detail.
 */
export function logAddress(address: LogLink): string {
  const query = new URLSearchParams();
  if (address.result && address.result !== 'all') query.set('result', address.result);
  if (address.direction && address.direction !== 'both') query.set('direction', address.direction);
  if (address.option) query.set('option', address.option);
  if (address.wouldHaveBlocked) query.set('would', '1');
  if (address.text) query.set('text', address.text);
  for (const [name, value] of rangeParts(address.range ?? ALWAYS)) query.set(name, value);
  if (address.session) query.set('session', address.session);
  if (address.session && address.at !== null && address.at !== undefined) query.set('at', String(address.at));
  return query.size > 0 ? `/log?${query.toString()}` : '/log';
}

export function parseLogAddress(search: string): LogAddress {
  const query = new URLSearchParams(search);
  const result = SESSION_RESULTS.find((known) => known === query.get('result'));
  const direction = DIRECTIONS.find((known) => known === query.get('direction'));
  return {
    result: result ?? NO_FILTER.result,
    direction: direction ?? NO_FILTER.direction,
    text: query.get('text') ?? '',
    option: query.get('option'),
    wouldHaveBlocked: query.get('would') === '1',
    range: rangeOf(query),
    session: query.get('session'),
    at: timeOf(query.get('at')),
  };
}

function rangeParts(range: LogRange): readonly (readonly [string, string])[] {
  switch (range.kind) {
    case 'always':
      return [];
    case 'named':
      return [['when', range.name]];
    case 'since':
      return [['since', String(range.at)]];
    case 'between':
      return [
        ...(range.from === null ? [] : [['from', String(range.from)] as const]),
        ...(range.to === null ? [] : [['to', String(range.to)] as const]),
      ];
  }
}

function rangeOf(query: URLSearchParams): LogRange {
  const name = NAMED_RANGES.find((known) => known === query.get('when'));
  if (name) return { kind: 'named', name };
  const since = timeOf(query.get('since'));
  if (since !== null) return { kind: 'since', at: since };
  const [from, to] = [timeOf(query.get('from')), timeOf(query.get('to'))];
  return from === null && to === null ? ALWAYS : { kind: 'between', from, to };
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** A time as the address has it; null where it has none that can be read. */
function timeOf(written: string | null): number | null {
  if (written === null || written === '') return null;
  const at = /^\d+$/.test(written) ? Number(written) : ISO_TIME.test(written) ? Date.parse(written) : NaN;
  return Number.isSafeInteger(at) && at >= 0 && at <= 8_640_000_000_000_000 ? at : null;
}
