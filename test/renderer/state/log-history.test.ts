import { expect, test } from 'vitest';
import type { LogQuery } from '../../../server/contract/log-history.ts';
import { LogHistory, type HistoryEnd } from '../../../renderer/state/log-history.ts';
import { fakeHistory } from '../../helpers/fake-console/fake-history.ts';

const COUNTERS = { running: 0, accepted: 0, blocked: 0, deferred: 0, closed: 0, dropped: 0 };
const NEWEST = 10_000_000_000;
const FLOOR = NEWEST + 1;

/** A history of so many sessions, one a second, asked at once and answered at once. */
function opened({
  count = 5000,
  query = {},
  floor = FLOOR,
}: { count?: number; query?: LogQuery; floor?: number } = {}) {
  const stored = fakeHistory(count, NEWEST, 1000);
  const asked: LogQuery[] = [];
  let failure: Error | null = null;
  const history = new LogHistory(query, floor, {
    search: (wanted) => {
      asked.push(wanted);
      if (failure) return Promise.reject(failure);
      const { sessions, more } = stored.search(wanted, wanted.limit ?? 200);
      return Promise.resolve({ sessions, more, counters: COUNTERS, searchedBackTo: more?.startedAt ?? null });
    },
    schedule: (run) => {
      run();
      return () => undefined;
    },
  });
  history.subscribe(() => undefined);
  return {
    history,
    asked,
    failWith: (error: Error | null) => {
      failure = error;
    },
    look: async (first: number, last: number) => {
      history.want(first, last);
      await settled();
    },
  };
}

/** Everything that answers at once has answered. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const idOf = (history: LogHistory, index: number) => history.rowAt(index)?.id;

test('pages are asked for by cursor, ahead of what is looked at and no further', async () => {
  const { history, asked, look } = opened();
  await look(0, 30);
  expect(asked.map(({ before }) => before?.id)).toEqual([undefined, 'h199', 'h399', 'h599']);
  expect([history.count, history.end]).toEqual([800, { kind: 'more' } satisfies HistoryEnd]);
  expect([idOf(history, 0), idOf(history, 799), idOf(history, 800)]).toEqual(['h0', 'h799', undefined]);
});

test('it begins at its floor, and asks for nothing where no time is left below it', async () => {
  const { history, look } = opened({ floor: NEWEST - 9_500 });
  await look(0, 10);
  expect(idOf(history, 0)).toBe('h10');
  const since = opened({ query: { from: FLOOR }, floor: FLOOR });
  await since.look(0, 10);
  expect([since.asked, since.history.end]).toEqual([[], { kind: 'end' }]);
});

test('it ends where the log begins', async () => {
  const { history, look } = opened({ count: 250 });
  await look(0, 30);
  expect([history.count, history.end]).toEqual([250, { kind: 'end' }]);
});

test('a session is found by its id, with its start or without, as long as its page is kept', async () => {
  const { history, look } = opened({ count: 20_000 });
  await look(0, 30);
  const startOf = (row: number) => NEWEST - row * 1000;
  expect([history.indexOf('h450', startOf(450)), history.indexOf('h450', null)]).toEqual([450, 450]);
  expect([history.indexOf('h450', startOf(451)), history.indexOf('h9999', startOf(9999))]).toEqual([-1, -1]);
  for (let row = 0; row < 19_000; row += 500) await look(row, row + 30);
  expect([history.indexOf('h450', startOf(450)), history.indexOf('h18900', startOf(18_900))]).toEqual([
    -1, 18_900,
  ]);
});

test('of a long list a few pages are kept, and those let go are asked for again', async () => {
  const { history, asked, look } = opened({ count: 20_000 });
  for (let row = 0; row < 19_000; row += 500) await look(row, row + 30);
  expect([idOf(history, 0), idOf(history, 18_900)]).toEqual([undefined, 'h18900']);
  const before = asked.length;
  await look(0, 30);
  expect([idOf(history, 0), idOf(history, 18_900)]).toEqual(['h0', undefined]);
  expect(asked.slice(before).map((query) => query.before?.id)).toEqual([undefined, 'h199']);
});

test('a search that finds nothing for long asks whether to go on, and says how far it got', async () => {
  const { history, asked, look } = opened({ count: 1_000_000, query: { ip: '192.0.2.1' } });
  await look(0, 30);
  expect(asked.length).toBe(5);
  const { end } = history;
  expect(end.kind === 'bounded' && NEWEST - end.searchedBackTo).toBe(250_004_000);
  history.goOn();
  await settled();
  expect(asked.length).toBe(10);
});

test('what fails says why, and is asked again when that is wanted', async () => {
  const { history, failWith, look } = opened();
  failWith(new Error('the disk is gone'));
  await look(0, 30);
  expect(history.end).toEqual({ kind: 'failed', because: 'the disk is gone' });
  failWith(null);
  history.goOn();
  await settled();
  expect(history.count).toBe(800);
});

test('at a later floor the rows that were there stay until the others have come', async () => {
  const { history, look } = opened({ floor: NEWEST - 9_500 });
  await look(0, 30);
  const moved = history.rebase(FLOOR);
  expect([history.floor, idOf(history, 0)]).toEqual([NEWEST - 9_500, 'h10']);
  await moved;
  expect([history.floor, idOf(history, 0)]).toEqual([FLOOR, 'h0']);
});

test('nobody listens: nothing is asked', () => {
  const { history, asked } = opened();
  const silent = new LogHistory({}, history.floor, {
    search: () => Promise.reject(new Error('asked')),
    schedule: () => () => undefined,
  });
  silent.want(0, 30);
  expect(asked).toEqual([]);
  expect(silent.end).toEqual({ kind: 'more' });
});
