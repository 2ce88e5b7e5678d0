import type { ServerResponse } from 'node:http';
import { EVENT_NAMES, type EventName, type Subscribe } from '../contract/api.ts';

/** So that a broken connection is noticed on both sides though nothing happens. */
const HEARTBEAT_MS = 15_000;
/** A window that does not read is cut off: it connects anew and asks for what it missed. */
const UNREAD_BYTES = 1024 * 1024;

/** Answers a request with the server-sent events of the console, until the client goes. Returns what ends it. */
export function streamEvents(response: ServerResponse, on: Subscribe): () => void {
  // Closed with the stream: kept alive, it would hold up the end of the server until it timed out.
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', connection: 'close' });
  response.write(': connected\n\n');
  const send = (name: EventName, payload: unknown): void => {
    response.write(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`);
    if (response.writableLength > UNREAD_BYTES) response.destroy();
  };
  const unsubscribe = EVENT_NAMES.map((name) =>
    on(name, (payload) => {
      send(name, payload);
    }),
  );
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  const end = (): void => {
    clearInterval(heartbeat);
    for (const stop of unsubscribe) stop();
    response.end();
  };
  response.on('close', end);
  return end;
}
