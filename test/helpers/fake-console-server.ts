import type { ChangedData, EventName, Events } from '../../server/contract/events.ts';
import type { Notice } from '../../server/contract/notices.ts';
import { callConsole } from '../../server/console/dispatch.ts';
import { startConsoleServer } from '../../server/console/http-server.ts';
import { countersOf, fakeHandlers } from './fake-console/fake-handlers.ts';
import { tellSession, type FakeSession } from './fake-console/fake-sessions.ts';
import { createWorld, type FakeWorld, type Scenario } from './fake-console/fake-world.ts';
import { seededRandom } from './fake-console/random.ts';

export interface FakeConsoleServer {
  /** The address of the window, with its token. */
  readonly url: string;
  readonly world: FakeWorld;
  /** A session happens; the window hears of it at once. Answers its id. */
  readonly happen: (session: FakeSession) => string;
  /** Sessions at random, the same every time, `perBatch` of them in one event. */
  readonly attack: (batches: number, perBatch: number) => void;
  /** Tells the window that something of the world has changed. */
  readonly tell: (...what: readonly ChangedData[]) => void;
  /** Something happens that the administrator should hear of. */
  readonly notice: (notice: Notice) => void;
  readonly dispose: () => Promise<void>;
}

/** The window's files and the API over the real HTTP transport, with a world in memory behind it. */
export async function startFakeConsole(
  scenario: Scenario,
  rendererFolder: string,
): Promise<FakeConsoleServer> {
  const startedAt = Date.now();
  const world = createWorld(scenario, startedAt);
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const emit = <E extends EventName>(event: E, payload: Events[E]) => {
    // Each set holds listeners of its own event only.
    for (const listener of listeners.get(event) ?? []) listener(payload as never);
  };
  const tell = (what: readonly ChangedData[]) => {
    emit('changed', { what, revision: world.revision });
  };
  const handlers = fakeHandlers(world, tell, startedAt);
  const server = await startConsoleServer({
    call: (name, args) =>
      callConsole(
        handlers,
        (step, cause) => {
          throw new Error(`the fake console failed in ${step}`, { cause });
        },
        name,
        args,
      ),
    on: (event, listener) => {
      const ofEvent = listeners.get(event) ?? new Set();
      listeners.set(event, ofEvent.add(listener));
      return () => ofEvent.delete(listener);
    },
    port: 0,
    rendererFolder,
  });

  let count = 0;
  const add = (session: FakeSession) => {
    count++;
    const told = tellSession(session, `s${String(count)}`, count, Date.now());
    world.sessions.push(told);
    return told;
  };

  return {
    url: `http://127.0.0.1:${String(server.port)}/#token=${server.token}`,
    world,
    happen: (session) => {
      const told = add(session);
      emit('sessions', { rows: [told], counters: countersOf(world.sessions) });
      emit('counters', countersOf(world.sessions));
      return told.id;
    },
    attack: (batches, perBatch) => {
      const random = seededRandom(7);
      for (let batch = 0; batch < batches; batch++) {
        const rows = Array.from({ length: perBatch }, () => add(randomSession(random)));
        emit('sessions', { rows, counters: countersOf(world.sessions) });
        emit('counters', countersOf(world.sessions));
      }
    },
    tell: (...what) => {
      tell(what);
    },
    notice: (notice) => {
      world.notices = [notice, ...world.notices];
      emit('notice', notice);
    },
    dispose: server.dispose,
  };
}

const KINDS: readonly FakeSession['kind'][] = [
  'forged',
  'screened',
  'relay',
  'fromHeader',
  'delivered',
  'deferred',
  'returnPath',
  'submitted',
  'closed',
];
const SENDERS = ['ceo@office.example', 'promo@offers.example', 'anna@office.example', 'joe@partner.example'];

function randomSession(random: () => number): FakeSession {
  const pick = <T>(list: readonly T[], otherwise: T): T =>
    list[Math.floor(random() * list.length)] ?? otherwise;
  return {
    kind: pick(KINDS, 'forged'),
    sender: pick(SENDERS, 'joe@partner.example'),
    ip: `203.0.113.${String(Math.floor(random() * 254) + 1)}`,
  };
}
