import type { CallResult } from '../../server/contract/api.ts';
import type { EventName } from '../../server/contract/events.ts';
import { ApiError, type ApiFailure } from '../../server/contract/problem.ts';
import type { Bridge, ConnectionState } from './bridge.ts';
import { EventListeners } from './event-listeners.ts';
import { readEventStream } from './event-stream.ts';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5000;
/** What every window listens to; so a new stream is complete from its first moment. */
const ALWAYS: readonly EventName[] = ['changed', 'notice', 'counters'];

/**
 * The console over HTTP: `POST api/<call>` with a JSON array of arguments, events from `GET api/events`.
 * Both need the bearer token. The event stream is renewed for as long as the page lives; it carries what somebody
 * listens to. A call made after `on` is made when the server knows what to send.
 */
export function connectOverHttp(base: URL, token: string): Bridge {
  const headers = { authorization: `Bearer ${token}` };
  let streamId: string | null = null;
  let choosing: Promise<unknown> = Promise.resolve();
  const listeners = new EventListeners(() => {
    choosing = choosing.then(choose);
  });
  const watchers = new Set<() => void>();
  let state: ConnectionState = 'connecting';

  const connectionState = () => state;
  const become = (next: ConnectionState) => {
    if (next === state) return;
    state = next;
    for (const watcher of watchers) watcher();
  };

  /** Of a stream that has ended nothing need be chosen: the next one asks for what is wanted then. */
  const choose = async (): Promise<void> => {
    if (streamId === null) return;
    await post(new URL(`api/events/${streamId}`, base), headers, listeners.names).catch(() => undefined);
  };

  const listen = async (): Promise<void> => {
    const address = new URL(`api/events?names=${ALWAYS.join()}`, base);
    const response = await fetch(address, { headers, cache: 'no-store' });
    if (response.status === 401 || response.status === 403) {
      become('refused');
      return;
    }
    if (!response.ok || !response.body) return;
    for await (const { event, data } of readEventStream(response.body)) {
      const payload: unknown = JSON.parse(data);
      if (event === 'stream') {
        streamId = idOf(payload);
        await choose();
        become('open');
      } else listeners.tell(event, payload);
    }
  };

  const keepListening = async () => {
    let waitMs = FIRST_RETRY_MS;
    for (;;) {
      await listen().catch(() => undefined); // a broken stream is renewed below, whatever broke it
      streamId = null;
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
      await choosing;
      const response = await post(new URL(`api/${name}`, base), headers, args);
      const body: unknown = await response.json().catch(() => null);
      if (!response.ok) throw failureOf(body, response.status);
      return body as CallResult<typeof name>; // typed by Calls on the other side
    },
    on: (event, listener) => listeners.add(event, listener),
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

function idOf(payload: unknown): string | null {
  const id: unknown = typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'id') : null;
  return typeof id === 'string' ? id : null;
}

function hasError(value: unknown): value is { readonly error: unknown } {
  return typeof value === 'object' && value !== null && 'error' in value;
}

function isFailure(value: unknown): value is ApiFailure {
  return typeof value === 'object' && value !== null && 'kind' in value && 'message' in value;
}
