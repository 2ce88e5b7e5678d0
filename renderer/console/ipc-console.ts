import type { CallResult, EventName, Events } from '../../server/contract/api.ts';
import { ApiError, type ApiFailure } from '../../server/contract/problem.ts';
import type { Bridge } from './bridge.ts';

type Answer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: ApiFailure };

/** What the preload script puts on the window as `gatepost`. */
export interface Preload {
  readonly call: (name: string, args: readonly unknown[]) => Promise<Answer>;
  readonly on: (event: string, listener: (payload: unknown) => void) => () => void;
}

export function findPreload(host: object): Preload | null {
  const found: unknown = Reflect.get(host, 'gatepost');
  if (typeof found !== 'object' || found === null) return null;
  return found as Preload; // our own preload script, shipped with this page
}

/** The console over Electron IPC: as long as the window lives, so does the line. */
export function connectOverIpc(preload: Preload): Bridge {
  return {
    connectionState: () => 'open',
    onConnectionChange: () => () => undefined,
    call: async (name, ...args) => {
      const answer = await preload.call(name, args);
      if (answer.ok) return answer.value as CallResult<typeof name>; // typed by Calls on the other side
      throw new ApiError(answer.failure.kind, answer.failure.message, answer.failure.problems);
    },
    on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) =>
      preload.on(event, (payload) => {
        listener(payload as Events[E]); // typed by Events on the other side
      }),
  };
}
