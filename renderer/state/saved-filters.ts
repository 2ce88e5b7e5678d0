import { useSyncExternalStore } from 'react';
import { logAddress, parseLogAddress } from './log-address.ts';
import type { LogFilter } from './log-filter.ts';

/** A filter under a name, as the address of what it shows. */
export interface SavedFilter {
  readonly name: string;
  readonly address: string;
}

const KEY = 'gatepost.log.filters';
const MOST = 50;
const listeners = new Set<() => void>();
let kept: readonly SavedFilter[] | null = null;

/** The filters that this window keeps, by name. They stay in the window's own storage, on this computer. */
export function useSavedFilters(): readonly SavedFilter[] {
  return useSyncExternalStore(subscribe, savedFilters);
}

export function savedFilters(): readonly SavedFilter[] {
  kept ??= read();
  return kept;
}

/** One of the same name is replaced. A selected session is no part of a filter. */
export function saveFilter(name: string, filter: LogFilter): void {
  const others = savedFilters().filter((one) => one.name !== name);
  const address = logAddress({ ...filter, session: null });
  write(
    [...others, { name, address }].sort((one, other) => one.name.localeCompare(other.name)).slice(0, MOST),
  );
}

export function deleteFilter(name: string): void {
  write(savedFilters().filter((one) => one.name !== name));
}

/** What it shows. */
export function filterOfSaved({ address }: SavedFilter): LogFilter {
  const { result, direction, text, option, wouldHaveBlocked, range } = parseLogAddress(
    address.split('?', 2)[1] ?? '',
  );
  return { result, direction, text, option, wouldHaveBlocked, range };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function write(filters: readonly SavedFilter[]): void {
  kept = filters;
  try {
    localStorage.setItem(KEY, JSON.stringify(filters));
  } catch {
    // Without storage, or where it is full, they last as long as the window.
  }
  for (const listener of listeners) listener();
}

function read(): readonly SavedFilter[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isSaved) : [];
  } catch {
    return [];
  }
}

function isSaved(value: unknown): value is SavedFilter {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'address' in value &&
    typeof value.address === 'string'
  );
}
