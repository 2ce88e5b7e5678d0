import { inject } from 'vitest';
import type { BuiltWindow } from '../helpers/built-window.ts';

/** The window as it ships, built once for the run; it stays when a file is done with it. */
export function sharedWindow(): BuiltWindow {
  return { folder: inject('windowFolder'), remove: () => Promise.resolve() };
}
