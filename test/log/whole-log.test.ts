import { describe, expect, it } from 'vitest';
import type { LogQuery } from '../../server/contract/log-history.ts';
import type { HistoryReader } from '../../server/log/history/history-reader.ts';
import type { FoundSession, SearchAnswer } from '../../server/log/history/history-messages.ts';
import { LiveSessionLog } from '../../server/log/session-log.ts';
import { WholeLog } from '../../server/log/whole-log.ts';
import { endedSession, NOON, type EndedChange } from '../helpers/ended-session.ts';

const OPENING = { listener: 'smtp', listenerKind: 'smtp', port: 25, ip: '192.0.2.7' } as const;

function stored(change: EndedChange): FoundSession {
  const { key, session } = endedSession(change);
  return { key, session };
}

/** A log with so many sessions in memory, one a second from noon on; the stored ones are what the test says. */
function bench(inMemory: number, answer: Partial<SearchAnswer> | Error = {}) {
  let now = NOON;
  const asked: unknown[] = [];
  const errors: string[] = [];
  const live = new LiveSessionLog({
    clock: () => now,
    schedule: () => () => undefined,
    onError: () => undefined,
  });
  const ids = Array.from({ length: inMemory }, () => {
    const { id } = live.open(OPENING);
    now += 1000;
    return id;
  });
  const ask = (...question: readonly unknown[]): Promise<unknown> => {
    asked.push(question);
    if (answer instanceof Error) return Promise.reject(answer);
    const { before = Number.MAX_SAFE_INTEGER, found = [], stoppedAt = null } = answer;
    return Promise.resolve(question[0] === 'search' ? { before, found, stoppedAt } : null);
  };
  const log = new WholeLog({
    clock: () => now,
    live,
    reader: { ask: ask as HistoryReader['ask'] },
    reportError: (step, cause) => errors.push(`${step}: ${String(cause)}`),
  });
  const search = async (query: LogQuery) => {
    const { sessions, searchedBackTo, more } = await log.search(query);
    return { ids: sessions.map(({ id }) => id), searchedBackTo, more };
  };
  return { log, live, ids, asked, errors, search };
}

const OLD = stored({ id: 'old1', startedAt: NOON - 5000 });
const OLDER = stored({ id: 'old2', startedAt: NOON - 6000 });

describe('the whole log', () => {
  it('lists what is in memory and then what is stored', async () => {
    const { search, ids } = bench(2, { found: [OLD, OLDER] });
    expect(await search({})).toEqual({
      ids: [ids[1], ids[0], 'old1', 'old2'],
      searchedBackTo: null,
      more: null,
    });
  });

  it('lists a session that is in both once, as it is in memory', async () => {
    const { log, live, ids } = bench(1);
    const same = stored({ id: ids[0] ?? '', startedAt: NOON, result: 'closed' });
    const both = bench(0, { found: [same] });
    const merged = new WholeLog({
      clock: () => NOON,
      live,
      reader: {
        ask: (() =>
          Promise.resolve({ before: Infinity, found: [same], stoppedAt: null })) as HistoryReader['ask'],
      },
      reportError: () => undefined,
    });
    expect((await merged.search({})).sessions).toMatchObject([{ id: ids[0], result: 'running' }]);
    expect((await both.log.search({})).sessions).toMatchObject([{ result: 'closed' }]);
    expect((await log.search({})).sessions).toHaveLength(1);
  });

  it('ends a page at its limit and says where the next begins', async () => {
    const { search, ids } = bench(2, { found: [OLD, OLDER] });
    expect(await search({ limit: 3 })).toEqual({
      ids: [ids[1], ids[0], 'old1'],
      searchedBackTo: NOON - 5000,
      more: { startedAt: NOON - 5000, id: 'old1' },
    });
  });

  it('ends a page where the memory was not looked through to its end', async () => {
    const { search, ids } = bench(3, { found: [] });
    expect(await search({ limit: 2 })).toEqual({
      ids: [ids[2], ids[1]],
      searchedBackTo: NOON + 1000,
      more: { startedAt: NOON + 1000, id: ids[1] },
    });
  });

  it('goes on after a session in memory', async () => {
    const { search, ids, asked } = bench(3, { before: (NOON + 1000) * 1000, found: [OLD] });
    const before = { startedAt: NOON + 1000, id: ids[1] ?? '' };
    expect((await search({ before })).ids).toEqual([ids[0], 'old1']);
    expect(asked).toEqual([['search', { query: { before }, beforeKey: (NOON + 1000) * 1000, limit: 200 }]]);
  });

  it('says how far a search got that ran out of time, and leaves what is older to the next', async () => {
    const stoppedAt = { key: (NOON + 500) * 1000, startedAt: NOON + 500, id: 'x1' };
    const { search, ids } = bench(2, { found: [], stoppedAt });
    expect(await search({})).toEqual({
      ids: [ids[1]],
      searchedBackTo: NOON + 500,
      more: { startedAt: NOON + 500, id: 'x1' },
    });
  });

  it('is what is in memory where the files cannot be read', async () => {
    const { search, ids, errors } = bench(1, new Error('no thread'));
    expect(await search({})).toEqual({ ids, searchedBackTo: null, more: null });
    expect(errors).toEqual(['searching the stored log: Error: no thread']);
  });

  it('has a session in memory first, and asks the files for one that started at another time', async () => {
    const { log, ids, asked } = bench(1);
    const [id = ''] = ids;
    expect(await log.session(id)).toMatchObject({ id, startedAt: NOON });
    expect(await log.session(id, NOON)).toMatchObject({ id, startedAt: NOON });
    expect(await log.session(id, NOON - 1)).toBeNull();
    expect(await log.session('zzzz')).toBeNull();
    expect(asked).toEqual([
      ['find', id, NOON - 1],
      ['find', 'zzzz', null],
    ]);
  });
});
