import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogQuery } from '../../../server/contract/log-history.ts';
import { dayOf } from '../../../server/log/history/day.ts';
import { DayReader } from '../../../server/log/history/day-reader.ts';
import { DaysInReading } from '../../../server/log/history/days-in-reading.ts';
import { DaysInWriting } from '../../../server/log/history/days-in-writing.ts';
import type { Batch, FromWriter } from '../../../server/log/history/history-messages.ts';
import type { EndedSession } from '../../../server/log/session-keeper.ts';
import { endedSession, NOON, refusedSession, type EndedChange } from '../../helpers/ended-session.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const TODAY = dayOf(NOON);

let folder = '';
let said: FromWriter[] = [];
let damaged: string[] = [];
let writing: DaysInWriting;
let reading: DaysInReading;
let now = 0;
/** What a look at the clock takes, for the budget of a search. */
let msPerLook = 0;

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'gatepost-days-')), 'log');
  [said, damaged, now, msPerLook] = [[], [], 0, 0];
  writing = new DaysInWriting(folder, (message) => said.push(message));
  reading = new DaysInReading(
    folder,
    () => (now += msPerLook),
    (day) => damaged.push(day),
    { rowsAtLeast: 1, rowsAtMost: 100, ms: 200 },
  );
});
afterEach(() => {
  writing.close();
  rmSync(path.dirname(folder), { recursive: true });
});

function store(sessions: readonly EndedSession[], rest: Partial<Batch> = {}): void {
  const days = Map.groupBy(sessions, ({ session }) => dayOf(session.startedAt));
  if (days.size === 0) days.set(TODAY, []);
  for (const [day, ofDay] of days)
    writing.write({ day, sessions: ofDay, repeats: [], tally: [], reported: [], ...rest }, NOON);
}

function search(query: LogQuery, limit = 50): readonly string[] {
  return reading.search({ query, beforeKey: null, limit }).found.map(({ session }) => session.id);
}

const DAYS: readonly EndedChange[] = [
  { id: 'old1', startedAt: NOON - 2 * DAY_MS, ip: '198.51.100.9', lines: ['EHLO zaphod.example'] },
  {
    id: 'old2',
    startedAt: NOON - DAY_MS,
    account: 'u1@local.test',
    listener: 'submission',
    listenerKind: 'msa',
  },
  { id: 'new1', startedAt: NOON, sender: '<>', recipients: ['A.B@local.test'] },
  { id: 'new2', startedAt: NOON + 1, listenerKind: 'outbound', listener: 'delivery', key: (NOON + 1) * 1000 },
];
const REFUSED = refusedSession({ id: 'bad1', startedAt: NOON + HOUR_MS });

function storeAll(): void {
  store([...DAYS.map(endedSession), REFUSED]);
}

describe('a stored session', () => {
  it('is found with all that was recorded', () => {
    const steps = [{ stage: 'auth', facts: { account: null } }] as unknown as EndedSession['steps'];
    const stored = refusedSession({ steps, wouldHaveBlocked: ['popBeforeSmtp'] });
    store([stored]);
    expect(said).toEqual([{ kind: 'written' }]);
    expect(reading.find('4fk2', null)).toEqual({ ...stored.session, revision: 0 });
    const reader = new DayReader(path.join(folder, `${TODAY}.db`));
    expect(reader.stepsOf(stored.key)).toEqual(steps);
    reader.close();
  });

  it('is for the eyes of this user alone', () => {
    store([endedSession()]);
    const modes = [folder, ...readdirSync(folder).map((name) => path.join(folder, name))].map(
      (name) => statSync(name).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600]);
  });

  it('is stored once, however often it comes', () => {
    store([endedSession()]);
    store([endedSession(), endedSession({ id: 'next', startedAt: NOON + 1 })]);
    expect(said).toEqual([{ kind: 'written' }, { kind: 'written' }]);
    expect(search({})).toEqual(['next', '4fk2']);
    expect(reading.stats(NOON, NOON + 1).hours).toMatchObject([{ accepted: 2 }]);
  });

  it('takes the next place where its own is taken, after the clock was set back', () => {
    store([endedSession({ id: 'aaaa' }), endedSession({ id: 'bbbb' })]);
    expect(search({})).toEqual(['bbbb', 'aaaa']);
  });

  it('is the newest of its id, unless its start is said', () => {
    store([endedSession({ startedAt: NOON - DAY_MS, ip: '192.0.2.1' }), endedSession({ ip: '192.0.2.2' })]);
    expect(reading.find('4fk2', null)?.ip).toBe('192.0.2.2');
    expect(reading.find('4fk2', NOON - DAY_MS)?.ip).toBe('192.0.2.1');
    expect(reading.find('4fk2', NOON - 1)).toBeNull();
  });

  it('stands for more sessions later on', () => {
    store([refusedSession()]);
    store([], { repeats: [{ id: '4fk2', startedAt: NOON, repeats: 412 }] });
    expect(reading.find('4fk2', NOON)?.repeats).toBe(412);
  });
});

describe('a search of the stored days', () => {
  it.each([
    ['everything, newest first', {}, ['bad1', 'new2', 'new1', 'old2', 'old1']],
    ['an id', { id: 'OLD2' }, ['old2']],
    ['an ip', { ip: '198.51.100.9' }, ['old1']],
    ['an account in any case', { account: 'U1@local.test' }, ['old2']],
    ['a sender', { sender: 'joe@PEER.example' }, ['new2', 'old2', 'old1']],
    ['the null sender', { sender: '<>' }, ['new1']],
    ['a recipient in any case', { recipient: 'a.b@local.test' }, ['new1']],
    ['a result', { result: 'blocked' }, ['bad1']],
    ['a rule', { option: 'localSenderMustAuth' }, ['bad1']],
    ['an exception', { option: 'localSenderMustAuth.unlessTrustedIp' }, ['bad1']],
    ['another option', { option: 'popBeforeSmtp' }, []],
    ['a listener', { listener: 'submission' }, ['old2']],
    ['what went out', { direction: 'outbound' }, ['new2']],
    ['what came in', { direction: 'inbound' }, ['bad1', 'new1', 'old2', 'old1']],
    ['a word of the transcript', { text: 'zaphod.example' }, ['old1']],
    ['the beginning of a word in any case', { text: 'ZAPH' }, ['old1']],
    ['a domain', { text: 'local.test' }, ['bad1', 'new2', 'new1', 'old2', 'old1']],
    ['words of the reason', { text: 'required sign' }, ['bad1']],
    ['a text and a field', { text: 'joe@peer.example', direction: 'outbound' }, ['new2']],
    ['a time', { from: NOON, to: NOON + 1 }, ['new1']],
    ['a time over days', { from: NOON - DAY_MS, to: NOON + 1 }, ['new1', 'old2']],
    ['a text without a word', { text: '***' }, []],
  ] as const)('finds %s', (_sentence, query, ids) => {
    storeAll();
    expect(search(query)).toEqual(ids);
  });

  it('goes on page by page over the days until nothing is left', () => {
    storeAll();
    const pages: string[][] = [];
    let before: LogQuery['before'];
    do {
      const { found, stoppedAt } = reading.search({ query: { before }, beforeKey: null, limit: 2 });
      pages.push(found.map(({ session }) => session.id));
      before = stoppedAt === null ? undefined : { startedAt: stoppedAt.startedAt, id: stoppedAt.id };
    } while (before);
    expect(pages).toEqual([['bad1', 'new2'], ['new1', 'old2'], ['old1']]);
  });

  it('pages through sessions of one millisecond without loss', () => {
    store(['a', 'b', 'c'].map((id, index) => endedSession({ id, key: NOON * 1000 + index })));
    expect(search({}, 2)).toEqual(['c', 'b']);
    expect(search({ before: { startedAt: NOON, id: 'b' } }, 2)).toEqual(['a']);
  });

  it('ends when its time is over, says how far it got, and goes on from there', () => {
    storeAll();
    msPerLook = 150;
    const first = reading.search({
      query: { ip: '192.0.2.7', result: 'closed' },
      beforeKey: null,
      limit: 50,
    });
    expect(first).toMatchObject({ found: [], stoppedAt: { id: 'new2', startedAt: NOON + 1 } });
    const before = { startedAt: NOON + 1, id: 'new2' };
    expect(reading.search({ query: { before }, beforeKey: null, limit: 1 }).found[0]?.session.id).toBe(
      'new1',
    );
  });

  it('ends when it has looked at as many rows as it may', () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      endedSession({ id: `s${index}`, startedAt: NOON + index }),
    );
    store(many);
    const { found, stoppedAt } = reading.search({
      query: { result: 'accepted', ip: '192.0.2.7' },
      beforeKey: null,
      limit: 500,
    });
    expect([found.length, stoppedAt?.id]).toEqual([100, 's20']);
  });

  it('ends between two days too', () => {
    storeAll();
    msPerLook = 250;
    const { stoppedAt } = reading.search({ query: { text: 'nowhere' }, beforeKey: null, limit: 50 });
    expect(stoppedAt).toMatchObject({ startedAt: Date.UTC(2026, 10, 24) - 1 });
    msPerLook = 0;
    const before = stoppedAt ? { startedAt: stoppedAt.startedAt, id: stoppedAt.id } : undefined;
    expect(search({ before })).toEqual(['old2', 'old1']);
  });

  it('of a log without a file finds nothing', () => {
    expect(reading.search({ query: {}, beforeKey: null, limit: 1 })).toMatchObject({
      found: [],
      stoppedAt: null,
    });
    expect(reading.find('4fk2', null)).toBeNull();
    expect(reading.stats(0, NOON)).toEqual({ hours: [], reasons: [], networks: [] });
  });
});

describe('the numbers of the stored days', () => {
  it('count what is stored and what is only counted', () => {
    store([endedSession({ id: 'a' }), refusedSession({ id: 'b' })]);
    const kind = {
      hour: NOON,
      result: 'blocked',
      network: '203.0.113.5',
      rule: '',
      reason: 'Too many sessions',
    } as const;
    store([], {
      tally: [
        { ...kind, sessions: 300 },
        { ...kind, network: '', sessions: 9 },
      ],
    });
    expect(reading.stats(NOON - HOUR_MS, NOON + HOUR_MS)).toEqual({
      hours: [{ startedAt: NOON, accepted: 1, blocked: 310, deferred: 0, closed: 0 }],
      reasons: [
        { result: 'blocked', rule: null, reason: 'Too many sessions', sessions: 309 },
        {
          result: 'blocked',
          rule: 'localSenderMustAuth',
          reason: 'Authentication required: local account',
          sessions: 1,
        },
      ],
      networks: [
        { network: '203.0.113.5', accepted: 0, blocked: 300, deferred: 0, closed: 0 },
        { network: '192.0.2.7', accepted: 1, blocked: 1, deferred: 0, closed: 0 },
      ],
    });
  });

  it('are added up over days, and of whole hours', () => {
    store([refusedSession({ startedAt: NOON - DAY_MS + 5 }), refusedSession({ startedAt: NOON + 5 })]);
    const { hours, networks } = reading.stats(NOON - DAY_MS, NOON + HOUR_MS);
    expect(hours.map(({ startedAt, blocked }) => [startedAt, blocked])).toEqual([
      [NOON - DAY_MS, 1],
      [NOON, 1],
    ]);
    expect(networks).toMatchObject([{ network: '192.0.2.7', blocked: 2 }]);
  });
});

describe('a file that cannot be used', () => {
  it('is set aside where it is damaged, and a new one is begun', () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, `${TODAY}.db`),
      'no database, but text as long as the head of one '.repeat(40),
    );
    store([endedSession()]);
    const fileName = `${TODAY}.db.damaged-${NOON}`;
    expect(said).toEqual([{ kind: 'was-set-aside', day: TODAY, fileName }, { kind: 'written' }]);
    expect(readdirSync(folder)).toContain(fileName);
    expect(search({})).toEqual(['4fk2']);
  });

  it('is passed over by a search where it is damaged, and told of once', () => {
    storeAll();
    writing.close();
    writeFileSync(
      path.join(folder, `${dayOf(NOON - DAY_MS)}.db`),
      'no database, but text as long as the head of one '.repeat(40),
    );
    expect(search({})).toEqual(['bad1', 'new2', 'new1', 'old1']);
    expect(search({ id: 'old1' })).toEqual(['old1']);
    expect(damaged).toEqual([dayOf(NOON - DAY_MS)]);
  });

  it('is passed over where a later Gatepost wrote it', () => {
    storeAll();
    const later = new DatabaseSync(path.join(folder, `${dayOf(NOON - DAY_MS)}.db`));
    later.exec('PRAGMA user_version = 99');
    later.close();
    expect(search({})).toEqual(['bad1', 'new2', 'new1', 'old1']);
    expect(damaged).toEqual([]);
  });

  it('is no reason to fail: the batch may come again', () => {
    writeFileSync(folder, 'a file where the folder should be');
    store([endedSession()]);
    expect(said).toMatchObject([{ kind: 'not-written', mayRetry: true }]);
    rmSync(folder);
    store([endedSession()]);
    expect(said.at(-1)).toEqual({ kind: 'written' });
  });

  it('takes nothing of a batch that cannot be stored, which is not tried again', () => {
    const unfit = endedSession({ id: 'bbbb', port: 'none' as unknown as number });
    store([endedSession({ id: 'aaaa' }), unfit]);
    expect(said).toMatchObject([{ kind: 'not-written', mayRetry: false }]);
    expect(search({})).toEqual([]);
  });
});

describe('tidying', () => {
  it('deletes the days that are no longer kept, and what SQLite has beside them', () => {
    storeAll();
    writing.tidy(NOON, { days: 1, megabytes: 50 });
    expect(said.at(-1)).toEqual({ kind: 'tidied', isFull: false });
    expect(search({})).toEqual(['bad1', 'new2', 'new1', 'old2']);
    expect(readdirSync(folder).filter((name) => name.startsWith(dayOf(NOON - 2 * DAY_MS)))).toEqual([]);
  });

  it('of a log without a file deletes nothing', () => {
    writing.tidy(NOON, { days: 1, megabytes: 50 });
    expect(said).toEqual([{ kind: 'tidied', isFull: false }]);
  });
});
