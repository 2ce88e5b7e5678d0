import { useCallback } from 'react';
import { useSearch } from 'wouter';
import { SESSION_RESULTS, type SessionResult } from '../../server/contract/session-log.ts';
import { navigate } from './hash-location.ts';
import { DIRECTIONS, type LogFilter } from './log-filter.ts';

/** What the log page shows, as its address says: filter and selected session. */
export interface LogAddress extends LogFilter {
  readonly session: string | null;
}

const RESULTS: readonly string[] = SESSION_RESULTS;

/** The address of the log page and how to change a part of it. Back leads to the filter before. */
export function useLogAddress(): readonly [LogAddress, (change: Partial<LogAddress>) => void] {
  const search = useSearch();
  const address = parseLogAddress(search);
  const change = useCallback((part: Partial<LogAddress>) => {
    const now = parseLogAddress(location.hash.split('?', 2)[1] ?? '');
    navigate(logAddress({ ...now, ...part }), { replace: part.result === undefined });
  }, []);
  return [address, change];
}

/** `/log?result=blocked&text=anna&session=4fk2` */
export function logAddress(address: Partial<LogAddress>): string {
  const query = new URLSearchParams();
  if (address.result && address.result !== 'all') query.set('result', address.result);
  if (address.direction && address.direction !== 'both') query.set('direction', address.direction);
  if (address.text) query.set('text', address.text);
  if (address.session) query.set('session', address.session);
  return query.size > 0 ? `/log?${query.toString()}` : '/log';
}

export function parseLogAddress(search: string): LogAddress {
  const query = new URLSearchParams(search);
  const result = query.get('result') ?? 'all';
  const direction = query.get('direction');
  return {
    result: RESULTS.includes(result) ? (result as SessionResult) : 'all',
    direction: DIRECTIONS.find((known) => known === direction) ?? 'both',
    text: query.get('text') ?? '',
    session: query.get('session'),
  };
}
