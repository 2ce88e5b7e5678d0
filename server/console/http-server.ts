import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Dispose } from '../contract/clock.ts';
import { eventNamesSchema, type Subscribe } from '../contract/events.ts';
import { EVENT_NAMES } from '../contract/event-names.ts';
import type { ApiFailure } from '../contract/problem.ts';
import type { CallOutcome } from './dispatch.ts';
import { streamEvents, type EventStream } from './event-stream.ts';
import { denySite, denyToken } from './http-guard.ts';
import { readStaticFile } from './static-files.ts';

/** A setup document with tens of thousands of accounts fits. */
const LARGEST_BODY_BYTES = 32 * 1024 * 1024;

const UNKNOWN_EVENT = `The events are ${EVENT_NAMES.join(', ')}.`;

/** What a stop waits for a call under way or a body that is being sent. */
const CLOSING_MS = 5_000;

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

const STATUS_OF_FAILURE: Readonly<Record<ApiFailure['kind'], number>> = {
  'bad-arguments': 400,
  'unknown-call': 404,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
  internal: 500,
};

export interface ConsoleServerPorts {
  readonly call: (name: unknown, args: unknown) => Promise<CallOutcome>;
  readonly on: Subscribe;
  /** 0 means any free port. */
  readonly port: number;
  /** The built window. */
  readonly rendererFolder: string;
}

export interface ConsoleServer {
  readonly port: number;
  /** 32 random bytes; whoever has it administers the server. */
  readonly token: string;
  readonly dispose: Dispose;
}

/**
 * The console over HTTP on 127.0.0.1: `POST /api/<call>` with a JSON array of arguments, `GET /api/events` for the
 * event stream, both with the bearer token; anything else is a file of the window. Rejects where the port is taken.
 *
 * `GET /api/events?names=changed,notice` sends these events only, and `POST /api/events/<id>` with a JSON array of names
 * chooses others for a stream that runs: what no window shows costs nothing.
 */
export async function startConsoleServer(ports: ConsoleServerPorts): Promise<ConsoleServer> {
  const token = randomBytes(32).toString('base64url');
  const streams = new Map<string, EventStream>();
  let port = ports.port;
  let closing = false;
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (closing) {
      // On a connection kept alive: a window that has seen its stream end asks for the next one at once.
      response.setHeader('connection', 'close');
      fail(response, 503, 'unavailable', 'Gatepost is stopping.');
      return;
    }
    const denial = denySite(request.headers, port);
    if (denial) {
      fail(response, denial.status, 'bad-arguments', denial.message);
      return;
    }
    const target = URL.parse(request.url ?? '/', 'http://localhost');
    if (!target) {
      fail(response, 400, 'bad-arguments', 'The address of the request cannot be read.');
      return;
    }
    const { pathname } = target;
    if (pathname.startsWith('/api/')) await answerApi(request, response, target);
    else await answerFile(request, response, pathname);
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse, target: URL): Promise<void> {
    const name = target.pathname.slice('/api/'.length);
    const denial = denyToken(request.headers, token);
    if (denial) {
      response.setHeader('www-authenticate', 'Bearer');
      fail(response, denial.status, 'bad-arguments', denial.message);
      return;
    }
    if (name === 'events' && request.method === 'GET') {
      openStream(response, target.searchParams.get('names'));
      return;
    }
    if (request.method !== 'POST') {
      response.setHeader('allow', name === 'events' ? 'GET' : 'POST');
      fail(response, 405, 'bad-arguments', 'A call is made with POST and a JSON array of its arguments.');
      return;
    }
    const body = await readBody(request);
    if (body === null) {
      // The rest of the body is not read: this connection cannot be used again (RFC 9112 §9.6).
      response.setHeader('connection', 'close');
      fail(response, 413, 'bad-arguments', 'The arguments are larger than 32 MiB.');
      return;
    }
    const args = parseArguments(body);
    if (args === null) {
      fail(response, 400, 'bad-arguments', 'The body is not a JSON array of arguments.');
      return;
    }
    if (name.startsWith('events/')) {
      chooseEvents(response, name.slice('events/'.length), args);
      return;
    }
    const outcome = await ports.call(name, args);
    if (closing) response.setHeader('connection', 'close');
    if (outcome.ok) sendJson(response, 200, outcome.value ?? null);
    else sendJson(response, STATUS_OF_FAILURE[outcome.failure.kind], { error: outcome.failure });
  }

  function openStream(response: ServerResponse, names: string | null): void {
    const wanted = eventNamesSchema.safeParse(names === null ? EVENT_NAMES : names.split(','));
    if (!wanted.success) {
      fail(response, 400, 'bad-arguments', UNKNOWN_EVENT);
      return;
    }
    const id = randomBytes(9).toString('base64url');
    streams.set(id, streamEvents(response, ports.on, id, wanted.data));
    response.on('close', () => streams.delete(id));
  }

  function chooseEvents(response: ServerResponse, id: string, names: readonly unknown[]): void {
    const stream = streams.get(id);
    const wanted = eventNamesSchema.safeParse(names);
    if (!stream) fail(response, 404, 'not-found', 'There is no such event stream.');
    else if (!wanted.success) fail(response, 400, 'bad-arguments', UNKNOWN_EVENT);
    else {
      stream.choose(wanted.data);
      sendJson(response, 200, null);
    }
  }

  async function answerFile(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      fail(response, 405, 'bad-arguments', 'Files can only be read.');
      return;
    }
    const file = await readStaticFile(ports.rendererFolder, path);
    if (!file) {
      fail(response, 404, 'not-found', 'There is no such file.');
      return;
    }
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.content.byteLength });
    response.end(request.method === 'HEAD' ? undefined : file.content);
  }

  port = await listen(server, ports.port);
  return {
    port,
    token,
    dispose: async () => {
      closing = true;
      for (const { end } of streams.values()) end();
      const cut = setTimeout(() => {
        server.closeAllConnections();
      }, CLOSING_MS);
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeIdleConnections();
      });
      clearTimeout(cut);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Null where it is too large; then the rest is left unread. Rejects where the client went away. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    request.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      chunks.push(chunk);
      if (size <= LARGEST_BODY_BYTES) return;
      request.pause();
      resolve(null);
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    request.on('error', reject);
  });
}

/** An empty body stands for no arguments. Null where it is no JSON array in UTF-8 (RFC 8259 §8.1). */
function parseArguments(body: Buffer): readonly unknown[] | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (text.trim() === '') return [];
    const args: unknown = JSON.parse(text);
    return Array.isArray(args) ? args : null;
  } catch {
    return null;
  }
}

function fail(response: ServerResponse, status: number, kind: ApiFailure['kind'], message: string): void {
  sendJson(response, status, { error: { kind, message, problems: [] } satisfies ApiFailure });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const content = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': content.length,
  });
  response.end(content);
}
