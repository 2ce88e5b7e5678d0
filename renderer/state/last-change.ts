import { useSyncExternalStore } from 'react';

/** For how long the truth bar offers to take a change back. */
const UNDO_WINDOW_MS = 60_000;

export type LastChange =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'made';
      /** `White list: bulk@office.example added` */
      readonly text: string;
      readonly at: number;
      /** Takes the change back; null once the time for it is over, or where nothing can. */
      readonly undo: (() => Promise<unknown>) | null;
      /** Its number in the change history, by which a reason is given; null where it has none. */
      readonly change: number | null;
    }
  | { readonly kind: 'undone'; readonly text: string; readonly at: number }
  | { readonly kind: 'failed'; readonly text: string; readonly because: string; readonly at: number };

let current: LastChange = { kind: 'none' };
let expiry: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function become(next: LastChange): void {
  clearTimeout(expiry);
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Puts a change that has been made into the truth bar, with its undo for a minute; the history keeps it for longer. */
export function noteChange(
  text: string,
  undo: (() => Promise<unknown>) | null,
  change: number | null = null,
): void {
  const at = Date.now();
  become({ kind: 'made', text, at, undo, change });
  if (undo !== null || change !== null) {
    expiry = setTimeout(() => {
      become({ kind: 'made', text, at, undo: null, change: null });
    }, UNDO_WINDOW_MS);
  }
}

/** Puts a change that did not come about into the truth bar. */
export function noteFailure(text: string, because: string): void {
  become(failed(text, because));
}

function failed(text: string, because: string): LastChange {
  return { kind: 'failed', text, because, at: Date.now() };
}

/** Once for each change: while it is taken back, and after, there is no other undo of it. */
export async function undoLastChange(): Promise<void> {
  if (current.kind !== 'made' || !current.undo) return;
  const { text, undo } = current;
  const beingUndone: LastChange = { ...current, undo: null };
  become(beingUndone);
  const outcome = await undo().then(
    (): LastChange => ({ kind: 'undone', text, at: Date.now() }),
    (error: unknown): LastChange => failed(text, error instanceof Error ? error.message : String(error)),
  );
  // Something else may have been changed meanwhile; that an undo failed is said all the same.
  if (current === beingUndone || outcome.kind === 'failed') become(outcome);
}

export function currentChange(): LastChange {
  return current;
}

export function useLastChange(): LastChange {
  return useSyncExternalStore(subscribe, currentChange);
}
