import type { ServerResponse } from 'node:http';
import type { EventName, Subscribe } from '../contract/events.ts';
import { chooseEvents, type EventChoice } from './event-choice.ts';

/** So that a broken connection is noticed on both sides though nothing happens. */
const HEARTBEAT_MS = 15_000;
/** A window that does not read is cut off: it connects anew and asks for what it missed. */
const UNREAD_BYTES = 1024 * 1024;

export interface EventStream extends EventChoice {
  readonly end: () => void;
}

/**
 * Answers a request with the server-sent events of the console that are wanted, until the client goes. The first one,
 * `stream`, holds the id by which another request can choose others.
 */
export function streamEvents(
  response: ServerResponse,
  on: Subscribe,
  id: string,
  names: readonly EventName[],
): EventStream {
  // Closed with the stream: kept alive, it would hold up the end of the server until it timed out.
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', connection: 'close' });
  const send = (name: string, payload: unknown): void => {
    response.write(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`);
    if (response.writableLength > UNREAD_BYTES) response.destroy();
  };
  const { choose } = chooseEvents(on, send);
  send('stream', { id });
  choose(names);
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  const end = (): void => {
    clearInterval(heartbeat);
    choose([]);
    response.end();
  };
  response.on('close', end);
  return { choose, end };
}
