import type { CallResult } from '../../server/contract/api.ts';
import { EVENT_NAMES } from '../../server/contract/event-names.ts';
import { ApiError, type ApiFailure } from '../../server/contract/problem.ts';
import type { Bridge } from './bridge.ts';
import { EventListeners } from './event-listeners.ts';

type Answer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: ApiFailure };

/** What the preload script puts on the window as `gatepost`. */
export interface Preload {
  readonly call: (name: string, args: readonly unknown[]) => Promise<Answer>;
  readonly on: (event: string, listener: (payload: unknown) => void) => () => void;
  /** Chooses the events that are sent to this window. */
  readonly choose: (names: readonly string[]) => void;
}

export function findPreload(host: object): Preload | null {
  const found: unknown = Reflect.get(host, 'gatepost');
  if (typeof found !== 'object' || found === null) return null;
  return found as Preload; // our own preload script, shipped with this page
}

/** The console over Electron IPC: as long as the window lives, so does the line. */
export function connectOverIpc(preload: Preload): Bridge {
  const listeners = new EventListeners(preload.choose);
  for (const name of EVENT_NAMES)
    preload.on(name, (payload) => {
      listeners.tell(name, payload);
    });
  return {
    connectionState: () => 'open',
    onConnectionChange: () => () => undefined,
    call: async (name, ...args) => {
      const answer = await preload.call(name, args);
      if (answer.ok) return answer.value as CallResult<typeof name>; // typed by Calls on the other side
      throw new ApiError(answer.failure.kind, answer.failure.message, answer.failure.problems);
    },
    on: (event, listener) => listeners.add(event, listener),
  };
}
