import { useSyncExternalStore } from 'react';
import type { OptionPath } from '../../server/contract/options.ts';

/** Why the last change of an option was not made, until the next one is. */
const failures = new Map<OptionPath, string>();
const listeners = new Set<() => void>();

export function setOptionFailure(path: OptionPath, because: string | null): void {
  if (because === null) failures.delete(path);
  else failures.set(path, because);
  for (const listener of listeners) listener();
}

export function useOptionFailure(path: OptionPath): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => failures.get(path) ?? null,
  );
}
