import path from 'node:path';
import type { Handlers } from '../../server/contract/api.ts';
import type { EventName, Events, Subscribe } from '../../server/contract/events.ts';
import type { SessionLog } from '../../server/contract/session-recorder.ts';
import { defaultSettings } from '../../server/contract/settings.ts';
import { openSessionLog } from '../../server/app/session-log.ts';
import { callConsole } from '../../server/console/dispatch.ts';
import { startConsoleServer } from '../../server/console/http-server.ts';
import { ApiError } from '../../server/contract/problem.ts';
import { fakeHandlers } from '../helpers/fake-console/fake-handlers.ts';
import { createWorld } from '../helpers/fake-console/fake-world.ts';

/**
 * A process of its own for the bench of the window: the real session log with its stored days and the real console over
 * HTTP, and sessions that are written to the log as the listeners do, at a rate that the parent process sets. What is
 * no business of the log is answered by the fake console.
 */

export type ToSource =
  /** So many sessions a second from now on; 0 stops. */
  | { readonly kind: 'rate'; readonly perSecond: number }
  /** The answer is `written`. */
  | { readonly kind: 'count' }
  | { readonly kind: 'end' };

export type FromSource =
  { readonly kind: 'ready'; readonly url: string } | { readonly kind: 'written'; readonly sessions: number };

const TICK_MS = 20;

const [dataFolder = '', rendererFolder = ''] = process.argv.slice(2);
const reportError = (step: string, cause: unknown): void => {
  process.stderr.write(`${step}: ${String(cause)}\n`);
};

const log = openSessionLog({
  dataFolder,
  clock: Date.now,
  settings: () => defaultSettings('mail.local.test').log,
  onNotice: () => undefined,
  reportError,
});
const startedAt = Date.now();
const world = createWorld('normal', startedAt);
const handlers: Handlers = {
  ...fakeHandlers(world, () => undefined, startedAt),
  'log.tail': (count) => log.whole.tail(count),
  'log.search': (query) => log.whole.search(query),
  'log.stats': (from, to) => log.whole.stats(from, to),
  'log.session': async (id, sessionStartedAt) => {
    const session = await log.whole.session(id, sessionStartedAt);
    if (session === null) throw new ApiError('not-found', `Session ${id} is not in the log any more.`);
    return session;
  },
};
const server = await startConsoleServer({
  call: (name, args) => callConsole(handlers, reportError, name, args),
  on: subscribe,
  port: 0,
  rendererFolder: path.resolve(rendererFolder),
});
tellParent({ kind: 'ready', url: `http://127.0.0.1:${String(server.port)}/#token=${server.token}` });

let perSecond = 0;
let owed = 0;
let written = 0;
let lastTick = performance.now();
const timer = setInterval(() => {
  const now = performance.now();
  owed = Math.min(owed + ((now - lastTick) * perSecond) / 1000, perSecond / 4);
  lastTick = now;
  for (; owed >= 1; owed--) writeSession(log.live, written++);
}, TICK_MS);

process.on('message', (message: ToSource) => {
  if (message.kind === 'rate') perSecond = message.perSecond;
  else if (message.kind === 'count') tellParent({ kind: 'written', sessions: written });
  else void end();
});

async function end(): Promise<void> {
  clearInterval(timer);
  await server.dispose();
  await log.close();
  process.disconnect();
}

function tellParent(message: FromSource): void {
  process.send?.(message);
}

function subscribe<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
  // Each branch passes a payload of the event that was asked for; TypeScript does not narrow by `event`.
  if (event === 'sessions') return log.live.on(listener as (payload: Events['sessions']) => void);
  if (event === 'counters') return log.live.onCounters(listener as (payload: Events['counters']) => void);
  return () => undefined;
}
subscribe satisfies Subscribe;

/** Two of three are refused, each from a network of its own, so that none is only counted. */
function writeSession(sessions: SessionLog, number: number): void {
  const recorder = sessions.open({
    listener: 'smtp',
    listenerKind: 'smtp',
    port: 25,
    ip: `10.${String((number >> 14) & 255)}.${String((number >> 6) & 255)}.${String(number & 63)}`,
  });
  const sender = `from${String(number % 20_000)}@peer${String(number % 300)}.example`;
  recorder.line('client', `EHLO host${String(number % 1000)}.example`);
  recorder.update({ helo: `host${String(number % 1000)}.example`, sender });
  recorder.line('client', `MAIL FROM:<${sender}>`);
  if (number % 3 === 0) {
    recorder.recipient('u1@local.test');
    recorder.accepted();
  } else {
    recorder.refused({
      rule: 'localSenderMustAuth',
      option: 'localSenderMustAuth',
      reason: 'Authentication required: local account',
      because: `The sender claims to be ${sender} and did not sign in.`,
      code: 530,
      enhanced: '5.7.0',
    });
  }
  recorder.close();
}
