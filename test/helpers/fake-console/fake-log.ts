import type { Handlers } from '../../../server/contract/api.ts';
import type { LogSearchPage } from '../../../server/contract/log-calls.ts';
import type { LogCounters } from '../../../server/contract/status.ts';
import type { LogQuery, LogStats } from '../../../server/contract/log-history.ts';
import { filterOf } from '../../../server/contract/log-query-filter.ts';
import { ApiError } from '../../../server/contract/problem.ts';
import { wordsOf } from '../../../server/contract/session-words.ts';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import type { FakeWorld } from './fake-world.ts';

const DEFAULT_LIMIT = 200;
const EXPORTED = 1000;
const HOUR_MS = 3_600_000;

/** The log: the sessions that happened while the fake ran, and those of the days before. */
export function logHandlers(
  world: FakeWorld,
  countersNow: () => LogCounters,
): Pick<Handlers, 'log.tail' | 'log.search' | 'log.session' | 'log.export'> {
  const search = (query: LogQuery): LogSearchPage => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const inMemory = searchMemory(world.sessions, query, limit);
    const counters = countersNow();
    const left = limit - inMemory.length;
    const last = inMemory.at(-1);
    if (left === 0 && last) {
      const more = { startedAt: last.startedAt, id: last.id };
      return { sessions: inMemory, counters, searchedBackTo: more.startedAt, more };
    }
    const { sessions, more } = world.history?.search(query, left) ?? { sessions: [], more: null };
    return {
      sessions: [...inMemory, ...sessions],
      counters,
      searchedBackTo: more?.startedAt ?? null,
      more,
    };
  };
  return {
    'log.tail': (count) => ({
      sessions: world.sessions.toReversed().slice(0, count),
      counters: countersNow(),
    }),
    'log.search': search,
    'log.session': (id) => {
      const found = world.sessions.find((session) => session.id === id) ?? world.history?.session(id);
      if (!found) throw new ApiError('not-found', 'The log no longer holds this session.');
      return found;
    },
    'log.export': (query, format) => {
      const { sessions, more } = search({ ...query, limit: Math.min(query.limit ?? EXPORTED, EXPORTED) });
      const text =
        format === 'json'
          ? `[\n${sessions.map((session) => JSON.stringify(session)).join(',\n')}\n]\n`
          : `started,id\r\n${sessions.map(({ startedAt, id }) => `${String(startedAt)},${id}\r\n`).join('')}`;
      return { text, sessions: sessions.length, more };
    },
  };
}

/** Of the stored days, where there are any: only the first hour, which says when the log begins. */
export function statsOfHistory({ history }: FakeWorld, from: number): LogStats | null {
  const oldest = history?.session(`h${String(history.count - 1)}`)?.startedAt;
  if (oldest === undefined || oldest < from) return null;
  const startedAt = Math.floor(oldest / HOUR_MS) * HOUR_MS;
  return {
    hours: [{ startedAt, accepted: 1, blocked: 0, deferred: 0, closed: 0 }],
    reasons: [],
    networks: [],
  };
}

function searchMemory(
  sessions: readonly SessionDetail[],
  query: LogQuery,
  limit: number,
): readonly SessionDetail[] {
  const matches = filterOf(query);
  const words = (query.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const { before } = query;
  const newestFirst = sessions.toReversed();
  const place = before ? newestFirst.findIndex(({ id }) => id === before.id) : -1;
  const isOfHistory = before !== undefined && place < 0;
  return isOfHistory
    ? []
    : newestFirst
        .slice(place + 1)
        .filter((session) => matches(session) && words.every((word) => textOf(session).includes(word)))
        .slice(0, limit);
}

function textOf(session: SessionDetail): string {
  return [...wordsOf(session), ...session.transcript.map((line) => line.text)].join(' ').toLowerCase();
}
