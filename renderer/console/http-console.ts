import type { CallResult, EventName, Events } from '../../server/contract/api.ts';
import { ApiError, type ApiFailure } from '../../server/contract/problem.ts';
import type { Bridge, ConnectionState } from './bridge.ts';
import { readEventStream } from './event-stream.ts';

type Listener = (payload: unknown) => void;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5000;

/**
 * The console over HTTP: `POST api/<call>` with a JSON array of arguments, events from `GET api/events`.
 * Both need the bearer token. The event stream is renewed for as long as the page lives.
 */
export function connectOverHttp(base: URL, token: string): Bridge {
  const headers = { authorization: `Bearer ${token}` };
  const listeners = new Map<string, Set<Listener>>();
  const watchers = new Set<() => void>();
  let state: ConnectionState = 'connecting';

  const connectionState = () => state;
  const become = (next: ConnectionState) => {
    if (next === state) return;
    state = next;
    for (const watcher of watchers) watcher();
  };

  const listen = async (): Promise<void> => {
    const response = await fetch(new URL('api/events', base), { headers, cache: 'no-store' });
    if (response.status === 401 || response.status === 403) {
      become('refused');
      return;
    }
    if (!response.ok || !response.body) return;
    become('open');
    for await (const { event, data } of readEventStream(response.body)) {
      const payload: unknown = JSON.parse(data);
      for (const listener of listeners.get(event) ?? []) listener(payload);
    }
  };

  const keepListening = async () => {
    let waitMs = FIRST_RETRY_MS;
    for (;;) {
      await listen().catch(() => undefined); // a broken stream is renewed below, whatever broke it
      const reached: ConnectionState = connectionState();
      if (reached === 'refused') return;
      become('lost');
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      waitMs = reached === 'open' ? FIRST_RETRY_MS : Math.min(waitMs * 2, LAST_RETRY_MS);
    }
  };
  void keepListening();

  return {
    connectionState,
    onConnectionChange: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    call: async (name, ...args) => {
      const response = await post(new URL(`api/${name}`, base), headers, args);
      const body: unknown = await response.json().catch(() => null);
      if (!response.ok) throw failureOf(body, response.status);
      return body as CallResult<typeof name>; // typed by Calls on the other side
    },
    on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => {
      const ofEvent = listeners.get(event) ?? new Set<Listener>();
      listeners.set(event, ofEvent);
      const untyped: Listener = (payload) => {
        listener(payload as Events[E]); // typed by Events on the other side
      };
      ofEvent.add(untyped);
      return () => ofEvent.delete(untyped);
    },
  };
}

async function post(url: URL, headers: Record<string, string>, args: readonly unknown[]): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
  } catch (error) {
    throw new ApiError('unavailable', 'The server does not answer.', [
      { path: '', reason: error instanceof Error ? error.message : 'network error' },
    ]);
  }
}

function failureOf(body: unknown, status: number): ApiError {
  const failure = isFailure(body) ? body : hasError(body) && isFailure(body.error) ? body.error : null;
  if (failure) return new ApiError(failure.kind, failure.message, failure.problems);
  return new ApiError('internal', `The server answered ${String(status)}.`);
}

function hasError(value: unknown): value is { readonly error: unknown } {
  return typeof value === 'object' && value !== null && 'error' in value;
}

function isFailure(value: unknown): value is ApiFailure {
  return typeof value === 'object' && value !== null && 'kind' in value && 'message' in value;
}
