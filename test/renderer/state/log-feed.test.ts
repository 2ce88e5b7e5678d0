import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LogSearchPage } from '../../../server/contract/log-calls.ts';
import type { SessionSummary } from '../../../server/contract/session-log.ts';
import type { Bridge, ConnectionState } from '../../../renderer/console/bridge.ts';
import { EventListeners } from '../../../renderer/console/event-listeners.ts';
import { feedLog, type FeedState } from '../../../renderer/state/log-feed.ts';
import { LogRing } from '../../../renderer/state/log-ring.ts';
import { tellSession } from '../../helpers/fake-console/fake-sessions.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const COUNTERS = { running: 0, accepted: 0, blocked: 0, deferred: 0, closed: 0, dropped: 0 };
const session = (id: string, revision: number, startedAt: number) =>
  tellSession({ kind: 'delivered' }, id, revision, startedAt);
/** `newestFirst`: all there are, unless the floor is above 0. */
const pageOf = (
  newestFirst: readonly SessionSummary[],
  more: LogSearchPage['more'] = null,
): LogSearchPage => ({
  sessions: newestFirst,
  counters: COUNTERS,
  searchedBackTo: null,
  more,
});

/** A page and its server, which answers when it is told to. */
function fed({ isHidden = false } = {}) {
  const questions: PromiseWithResolvers<LogSearchPage>[] = [];
  const listeners = new EventListeners(() => undefined);
  const page = { isHidden, changed: new Set<() => void>() };
  const line = { state: 'open' as ConnectionState, changed: new Set<() => void>() };
  const listenedBy = (changed: Set<() => void>) => (listener: () => void) => {
    changed.add(listener);
    return () => changed.delete(listener);
  };
  const ask = () => {
    const question = Promise.withResolvers<LogSearchPage>();
    questions.push(question);
    return question.promise;
  };
  const console: Bridge = {
    call: ask as unknown as Bridge['call'], // the feed asks for nothing but pages of the log
    on: (event, listener) => listeners.add(event, listener),
    connectionState: () => line.state,
    onConnectionChange: listenedBy(line.changed),
  };
  const ring = new LogRing();
  const states: FeedState[] = [];
  const stop = feedLog(ring, {
    console,
    visibility: { isHidden: () => page.isHidden, onChange: listenedBy(page.changed) },
    onState: (state) => states.push(state),
  });
  return {
    states,
    stop,
    ids: () => ring.newestFirst().map(({ id, revision }) => `${id}${String(revision)}`),
    asked: () => questions.length,
    listenedTo: () => listeners.names,
    watchers: () => page.changed.size + line.changed.size,
    answer: async (question: number, answer: LogSearchPage | Error) => {
      if (answer instanceof Error) questions[question]?.reject(answer);
      else questions[question]?.resolve(answer);
      await vi.advanceTimersByTimeAsync(0);
    },
    tell: (...rows: SessionSummary[]) => {
      listeners.tell('sessions', { rows, counters: COUNTERS });
    },
    show: (isShown: boolean) => {
      page.isHidden = !isShown;
      for (const changed of page.changed) changed();
    },
    become: (state: ConnectionState) => {
      line.state = state;
      for (const changed of line.changed) changed();
    },
  };
}

test('the newest sessions come first, then every change', async () => {
  const { answer, tell, ids, states } = fed();
  await answer(0, pageOf([session('b', 2, 20), session('a', 1, 10)]));
  tell(session('c', 3, 30), session('a', 4, 10));
  expect([ids(), states]).toEqual([['c3', 'b2', 'a4'], [{ kind: 'live' }]]);
});

test('of one millisecond the session that came last is on top, as the server tells the latest first', async () => {
  const { answer, tell, ids } = fed();
  await answer(0, pageOf([]));
  tell(session('later', 2, 10), session('sooner', 1, 10));
  expect(ids()).toEqual(['later2', 'sooner1']);
});

test('a page that is hidden listens to nothing, and asks anew when it is seen again', async () => {
  const { answer, tell, show, ids, asked, listenedTo } = fed();
  await answer(0, pageOf([session('a', 1, 10)]));
  show(false);
  tell(session('b', 2, 20));
  expect([ids(), listenedTo(), asked()]).toEqual([['a1'], [], 1]);
  show(true);
  expect([listenedTo(), asked()]).toEqual([['sessions'], 2]);
  await answer(1, pageOf([session('b', 3, 20), session('a', 1, 10)]));
  expect(ids()).toEqual(['b3', 'a1']);
});

test('a page that opens hidden asks for nothing until it is seen', () => {
  const { show, asked, listenedTo } = fed({ isHidden: true });
  expect([asked(), listenedTo()]).toEqual([0, []]);
  show(true);
  expect([asked(), listenedTo()]).toEqual([1, ['sessions']]);
});

test('of sessions that may have changed unseen, none from below the new page stays', async () => {
  const { answer, show, ids } = fed();
  await answer(0, pageOf([session('b', 2, 20), session('a', 1, 10)]));
  show(false);
  show(true);
  await answer(1, pageOf([session('c', 3, 30), session('b', 2, 20)], { startedAt: 10, id: 'a' }));
  expect(ids()).toEqual(['c3', 'b2']);
});

test('an answer that comes too late changes nothing', async () => {
  const { answer, show, ids, states } = fed();
  show(false);
  await answer(0, pageOf([session('a', 1, 10)]));
  show(true);
  show(false);
  show(true);
  await answer(2, pageOf([session('c', 3, 30)]));
  await answer(1, new Error('gone'));
  expect([ids(), states]).toEqual([['c3'], [{ kind: 'live' }]]);
});

test('when the line comes back it asks anew, and not while it is hidden', () => {
  const { become, show, asked } = fed();
  become('lost');
  become('open');
  expect(asked()).toBe(2);
  show(false);
  become('lost');
  become('open');
  expect(asked()).toBe(2);
});

test('it says why it failed', async () => {
  const { answer, states } = fed();
  await answer(0, new Error('The server does not answer.'));
  expect(states).toEqual([{ kind: 'failed', because: 'The server does not answer.' }]);
});

test('stopped, it listens to nothing any more', async () => {
  const { stop, answer, ids, listenedTo, watchers } = fed();
  stop();
  await answer(0, pageOf([session('a', 1, 10)]));
  expect([ids(), listenedTo(), watchers()]).toEqual([[], [], 0]);
});
