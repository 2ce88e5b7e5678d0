import { useSyncExternalStore } from 'react';

/** What can be opened over every page by a key. */
export type Overlay = 'none' | 'palette' | 'shortcuts';

let current: Overlay = 'none';
const listeners = new Set<() => void>();

export function openOverlay(next: Overlay): void {
  current = next;
  for (const listener of listeners) listener();
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(subscribe, () => current);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
