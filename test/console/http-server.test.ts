import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventName, Events, Subscribe } from '../../server/contract/events.ts';
import type { CallOutcome } from '../../server/console/dispatch.ts';
import { startConsoleServer, type ConsoleServer } from '../../server/console/http-server.ts';

type Emit = <E extends EventName>(event: E, payload: Events[E]) => void;

let folder = '';
let server: ConsoleServer;
let calls: [unknown, unknown][] = [];
let outcome: CallOutcome = { ok: true, value: null };
let events: {
  readonly on: Subscribe;
  readonly emit: Emit;
  readonly listeners: () => number;
  readonly heard: () => readonly EventName[];
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatepost-console-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html>window');
  writeFileSync(join(folder, 'renderer', 'assets', 'main.js'), 'run()');
  writeFileSync(join(folder, 'renderer', 'secret.pem'), 'key');
  writeFileSync(join(folder, 'outside.html'), 'outside');
  calls = [];
  outcome = { ok: true, value: null };
  events = eventSource();
  server = await startConsoleServer({
    call: (name, args) => {
      calls.push([name, args]);
      return Promise.resolve(outcome);
    },
    on: events.on,
    port: 0,
    rendererFolder: join(folder, 'renderer'),
  });
});
afterEach(async () => {
  await server.dispose();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Sends the path as it is, which fetch would tidy up. */
function ask({ method = 'GET', path, headers = {}, body }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const bearer = (): Readonly<Record<string, string>> => ({ authorization: `Bearer ${server.token}` });
const call = (
  name: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  ask({ method: 'POST', path: `/api/${name}`, headers: { ...bearer(), ...headers }, body });

describe('a call', () => {
  it('gets its arguments and answers its result', async () => {
    outcome = { ok: true, value: { revision: 7 } };
    const answer = await call('options.set', '["gatewaysExemptFromMatch", false]');
    expect([answer.status, answer.body]).toEqual([200, '{"revision":7}']);
    expect(calls).toEqual([['options.set', ['gatewaysExemptFromMatch', false]]]);
  });

  it('without a body has no arguments', async () => {
    await call('status.get', '');
    expect(calls).toEqual([['status.get', []]]);
  });

  it.each([
    ['bad-arguments', 400],
    ['unknown-call', 404],
    ['not-found', 404],
    ['conflict', 409],
    ['unavailable', 503],
    ['internal', 500],
  ] as const)('that failed as %s is answered %i with the failure', async (kind, status) => {
    const failure = { kind, message: 'why', problems: [{ path: '[0].x', reason: 'is bad' }] };
    outcome = { ok: false, failure };
    const answer = await call('options.set', '[]');
    expect([answer.status, JSON.parse(answer.body)]).toEqual([status, { error: failure }]);
  });

  it.each([
    ['no JSON', '{"a":'],
    ['no list', '{"0":1}'],
    ['a bare word', 'null'],
    ['no UTF-8', Buffer.from('["caf\xe9"]', 'latin1')],
  ])('whose body is %s is not made', async (_sentence, body) => {
    const answer = await call('options.set', body);
    expect(answer.status).toBe(400);
    expect(calls).toEqual([]);
  });

  it('larger than 32 MiB is refused before it is read', async () => {
    const answer = await call('setup.apply', `["${'x'.repeat(33 * 1024 * 1024)}"]`).catch(() => null);
    expect(answer === null || answer.status === 413).toBe(true);
    expect(calls).toEqual([]);
  });

  it('may begin with the byte order mark of Windows programs', async () => {
    await call('log.tail', '\ufeff[5]');
    expect(calls).toEqual([['log.tail', [5]]]);
  });

  it('is not made with GET', async () => {
    const answer = await ask({ path: '/api/status.get', headers: bearer() });
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
    expect(calls).toEqual([]);
  });
});

describe('whoever must not come in', () => {
  it.each<[string, () => Record<string, string>, number]>([
    ['has no token', () => ({}), 401],
    ['has another token', () => ({ authorization: `Bearer ${'A'.repeat(43)}` }), 401],
    ['has half the token', () => ({ authorization: `Bearer ${server.token.slice(0, 20)}` }), 401],
    ['has the token as a password', () => ({ authorization: `Basic ${server.token}` }), 401],
    ['comes under a foreign host name', () => ({ ...bearer(), host: `evil.example:${server.port}` }), 421],
    ['comes under a foreign port', () => ({ ...bearer(), host: '127.0.0.1:1' }), 421],
    ['comes from a foreign page', () => ({ ...bearer(), origin: 'https://evil.example' }), 403],
    ['comes from a page of another local port', () => ({ ...bearer(), origin: 'http://127.0.0.1:1' }), 403],
    ['comes from a page without origin', () => ({ ...bearer(), origin: 'null' }), 403],
  ])('%s', async (_sentence, headers, status) => {
    const answer = await ask({ method: 'POST', path: '/api/status.get', headers: headers() });
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain(server.token);
    expect(calls).toEqual([]);
  });

  it('has the token in the address only', async () => {
    const answer = await ask({ path: `/api/events?token=${server.token}` });
    expect(answer.status).toBe(401);
  });

  it('comes under a foreign name for a mere file', async () => {
    const answer = await ask({ path: '/', headers: { host: 'evil.example' } });
    expect([answer.status, answer.body.includes('window')]).toEqual([421, false]);
  });

  it('does not include the window itself', async () => {
    const origin = `http://127.0.0.1:${server.port}`;
    expect((await call('status.get', '[]', { origin })).status).toBe(200);
    const named = { host: `localhost:${server.port}`, origin: `http://localhost:${server.port}` };
    expect((await call('status.get', '[]', named)).status).toBe(200);
  });
});

describe('the files of the window', () => {
  it('come with headers that let nothing foreign in', async () => {
    const answer = await ask({ path: '/' });
    expect([answer.status, answer.body]).toEqual([200, '<!doctype html>window']);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  it('have their types', async () => {
    const answer = await ask({ path: '/assets/main.js?v=1' });
    expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'run()',
    ]);
  });

  it.each([
    '/../outside.html',
    '/..%2foutside.html',
    '/%2e%2e/outside.html',
    '/assets/../../outside.html',
    '/..%5coutside.html',
    '//etc/passwd',
    '/%00.html',
    '/%zz.html',
    '/secret.pem',
    '/assets',
    '/missing.js',
  ])('do not include %s', async (path) => {
    const answer = await ask({ path });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toMatch(/outside|key|root:/);
  });

  it('are not looked for where the address is none', async () => {
    expect((await ask({ path: '//' })).status).toBe(400);
  });

  it('cannot be written', async () => {
    expect((await ask({ method: 'POST', path: '/' })).status).toBe(405);
  });

  it('say how they are made where they have not been', async () => {
    rmSync(join(folder, 'renderer'), { recursive: true });
    const answer = await ask({ path: '/' });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('npm run build');
  });
});

describe('the event stream', () => {
  it('carries what happens until the client goes', async () => {
    const gone = new AbortController();
    const response = await fetch(`http://127.0.0.1:${server.port}/api/events`, {
      headers: bearer(),
      signal: gone.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    events.emit('changed', { what: ['options'], revision: 4 });
    const text = await readUntil(response, 'revision');
    expect(text).toBe(`${firstEvent(text)}event: changed\ndata: {"what":["options"],"revision":4}\n\n`);
    gone.abort();
    await expect.poll(() => events.listeners()).toBe(0);
  });

  it('carries a notice', async () => {
    const response = await fetch(`http://127.0.0.1:${server.port}/api/events`, { headers: bearer() });
    const notice = {
      id: 1,
      at: 0,
      code: 'account-frozen',
      isOver: false,
      text: 'u1@local.test is frozen.',
      subject: 'u1@local.test',
      page: '/send-as',
    } as const;
    events.emit('notice', notice);
    const text = await readUntil(response, 'send-as');
    expect(text).toBe(`${firstEvent(text)}event: notice\ndata: ${JSON.stringify(notice)}\n\n`);
  });

  it('carries only what is wanted, and what is chosen later', async () => {
    const path = `http://127.0.0.1:${server.port}/api/events`;
    const stream = await fetch(`${path}?names=changed`, { headers: bearer() });
    const first = await readUntil(stream, '\n\n');
    expect(events.heard()).toEqual(['changed']);
    const choose = (names: unknown) =>
      ask({
        method: 'POST',
        path: `/api/events/${streamId(first)}`,
        headers: bearer(),
        body: JSON.stringify(names),
      });
    expect((await choose(['counters', 'sessions'])).status).toBe(200);
    expect(events.heard()).toEqual(['counters', 'sessions']);
    expect((await choose(['everything'])).status).toBe(400);
    expect((await choose([])).status).toBe(200);
    expect(events.listeners()).toBe(0);
  });

  it.each([
    ['GET', '/api/events?names=everything', 400],
    ['POST', '/api/events/none', 404],
  ])('is not chosen by %s %s', async (method, path, status) => {
    const answer = await ask({
      method,
      path,
      headers: bearer(),
      ...(method === 'POST' ? { body: '[]' } : {}),
    });
    expect(answer.status).toBe(status);
  });

  it('ends with the console', async () => {
    const response = await fetch(`http://127.0.0.1:${server.port}/api/events`, { headers: bearer() });
    await server.dispose();
    const text = await response.text();
    expect(text).toBe(firstEvent(text));
    expect(events.listeners()).toBe(0);
  });

  it('does not begin anew on a connection kept alive while the console ends', async () => {
    const socket = connect(server.port, '127.0.0.1');
    const text = socketText(socket);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const head = `host: 127.0.0.1:${server.port}\r\nauthorization: Bearer ${server.token}\r\n`;
    socket.write(`POST /api/status.get HTTP/1.1\r\n${head}expect: 100-continue\r\ncontent-length: 2\r\n\r\n`);
    await expect.poll(text).toContain('100 Continue');
    // The call's body is still on its way when the stop begins, so the connection is not idle.
    const disposed = server.dispose();
    socket.write(`[]GET /api/events HTTP/1.1\r\n${head}\r\n`);
    await disposed;
    await closed;
    expect(text()).not.toContain('event: stream');
  });
});

function streamId(text: string): string {
  return /"id":"([\w-]{12})"/.exec(text)?.[1] ?? 'none';
}

/** What every stream begins with. */
function firstEvent(text: string): string {
  return `event: stream\ndata: {"id":"${streamId(text)}"}\n\n`;
}

function socketText(socket: Socket): () => string {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  return () => text;
}

async function readUntil(response: Response, word: string): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (reader && !text.includes(word)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  return text;
}

function eventSource(): typeof events {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  return {
    on: (event, listener) => {
      const ofEvent = listeners.get(event) ?? new Set();
      listeners.set(event, ofEvent.add(listener));
      return () => ofEvent.delete(listener);
    },
    emit: (event, payload) => {
      // Each listener was added under the name of the event whose payload it takes.
      for (const listener of listeners.get(event) ?? []) listener(payload as never);
    },
    listeners: () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0),
    heard: () => [...listeners].flatMap(([event, { size }]) => (size > 0 ? [event] : [])).sort(),
  };
}
