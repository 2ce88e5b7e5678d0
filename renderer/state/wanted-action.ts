import { useSyncExternalStore } from 'react';

/** What can be done about a session without leaving the log. */
export const SESSION_ACTIONS = [
  'tryOff',
  'whiteList',
  'sendAs',
  'trust',
  'block',
  'unblock',
  'disconnect',
  'openOption',
] as const;
export type SessionAction = (typeof SESSION_ACTIONS)[number];

export interface WantedAction {
  readonly session: string;
  readonly action: SessionAction;
}

let wanted: WantedAction | null = null;
const listeners = new Set<() => void>();

/** Asks that the detail of a session, once it is shown, begins this; null takes the wish back. */
export function wantAction(next: WantedAction | null): void {
  wanted = next;
  for (const listener of listeners) listener();
}

/** What is wanted of this session now. */
export function useWantedAction(session: string): SessionAction | null {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
  );
  return now?.session === session ? now.action : null;
}
