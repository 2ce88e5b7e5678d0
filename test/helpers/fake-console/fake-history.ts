import type { LogCursor, LogQuery } from '../../../server/contract/log-history.ts';
import { filterOf } from '../../../server/contract/log-query-filter.ts';
import { wordsOf } from '../../../server/contract/session-words.ts';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import { tellSession, type FakeSession } from './fake-sessions.ts';
import { seededRandom } from './random.ts';

/** Sessions looked at before a search answers with how far it got, as the server's own are bounded. */
const ROWS_OF_A_SEARCH = 50_000;

/** Sessions of the stored days, each made when it is looked at: of a million of them none is kept. */
export interface FakeHistory {
  readonly count: number;
  readonly search: (query: LogQuery, limit: number) => FoundInHistory;
  readonly session: (id: string) => SessionDetail | null;
}

interface FoundInHistory {
  readonly sessions: readonly SessionDetail[];
  readonly more: LogCursor | null;
}

/** `newestAt`: when the newest of them started; each of the others began `everyMs` before the one above it. */
export function fakeHistory(count: number, newestAt: number, everyMs: number): FakeHistory {
  const startOf = (index: number) => newestAt - index * everyMs;
  /** The first that started before this time. */
  const indexBefore = (at: number) => Math.max(0, Math.floor((newestAt - at) / everyMs) + 1);
  const make = (index: number) => madeSession(index, startOf(index));
  return {
    count,
    search: (query, limit) => {
      const matches = filterOf(query);
      const words = (query.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      const sessions: SessionDetail[] = [];
      const first = Math.max(
        query.to === undefined ? 0 : indexBefore(query.to),
        query.before ? indexBefore(query.before.startedAt) : 0,
      );
      const last = Math.min(count, query.from === undefined ? count : indexBefore(query.from - 1));
      for (let index = first; index < last; index++) {
        const session = make(index);
        if (matches(session) && hasAll(session, words)) sessions.push(session);
        if (index + 1 === last) break;
        if (sessions.length >= limit || index - first >= ROWS_OF_A_SEARCH)
          return { sessions, more: { startedAt: session.startedAt, id: session.id } };
      }
      return { sessions, more: null };
    },
    session: (id) => {
      const index = /^h\d+$/.test(id) ? Number(id.slice(1)) : count;
      return index < count ? make(index) : null;
    },
  };
}

const KINDS: readonly FakeSession['kind'][] = [
  'delivered',
  'submitted',
  'forged',
  'relay',
  'closed',
  'deferred',
  'sent',
];

function madeSession(index: number, startedAt: number): SessionDetail {
  const random = seededRandom(index);
  const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'delivered';
  const ip = `203.0.113.${String(Math.floor(random() * 254) + 1)}`;
  return tellSession(
    { kind, ip, sender: `p${String(index % 997)}@partner.example` },
    `h${String(index)}`,
    0,
    startedAt,
  );
}

function hasAll(session: SessionDetail, words: readonly string[]): boolean {
  const text = [...wordsOf(session), ...session.transcript.map((line) => line.text)].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}
