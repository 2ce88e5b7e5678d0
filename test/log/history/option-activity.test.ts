import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '../../../server/log/history/day.ts';
import { openDayForWriting } from '../../../server/log/history/day-database.ts';
import { DaysInReading } from '../../../server/log/history/days-in-reading.ts';
import { DaysInWriting } from '../../../server/log/history/days-in-writing.ts';
import { readReported, ReportedTable } from '../../../server/log/history/reported-table.ts';
import { ReportedTally, type ReportedEntry } from '../../../server/log/history/reported-tally.ts';
import { WaitingSessions } from '../../../server/log/history/waiting-sessions.ts';
import type { EndedSession } from '../../../server/log/session-keeper.ts';
import { endedSession, NOON, refusedSession, type EndedChange } from '../../helpers/ended-session.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

let folder = '';
let writing: DaysInWriting;
let reading: DaysInReading;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'gatepost-activity-'));
  writing = new DaysInWriting(folder, () => undefined);
  reading = new DaysInReading(
    folder,
    () => 0,
    () => undefined,
  );
});
afterEach(() => {
  writing.close();
  rmSync(folder, { recursive: true });
});

function store(...sessions: readonly EndedSession[]): void {
  for (const [day, ofDay] of Map.groupBy(sessions, ({ session }) => dayOf(session.startedAt)))
    writing.write({ day, sessions: ofDay, repeats: [], tally: [], reported: [] }, NOON);
}

function reported(id: string, sender: string | null, change: EndedChange = {}): EndedSession {
  return endedSession({ id, sender, wouldHaveBlocked: ['dmarcMustPass'], ...change });
}

const ofTwoDays = () => reading.activity(NOON - DAY_MS, NOON + DAY_MS);

describe('what an option has done', () => {
  it('is what it refused and what it would have refused, with the senders, most sessions first', () => {
    store(
      refusedSession({ id: 'bad1' }),
      refusedSession({ id: 'bad2', startedAt: NOON + 1 }),
      reported('one1', 'news@bank.example'),
      reported('one2', 'joe@bank.example', { startedAt: NOON + 2 }),
      reported('one3', 'JOE@bank.example', { startedAt: NOON + 1 }),
    );
    expect(ofTwoDays()).toEqual([
      { option: 'localSenderMustAuth', blocked: 2, wouldHaveBlocked: 0, senders: 0, topSenders: [] },
      {
        option: 'dmarcMustPass',
        blocked: 0,
        wouldHaveBlocked: 3,
        senders: 2,
        topSenders: [
          {
            sender: 'joe@bank.example',
            sessions: 2,
            newest: { startedAt: NOON + 2, id: 'one2' },
          },
          { sender: 'news@bank.example', sessions: 1, newest: { startedAt: NOON, id: 'one1' } },
        ],
      },
    ]);
  });

  it('is added up over days, and what began before the time is left out', () => {
    store(
      reported('old1', 'a@b.example', { startedAt: NOON - DAY_MS - HOUR_MS }),
      reported('old2', 'a@b.example', { startedAt: NOON - DAY_MS }),
      reported('new1', 'a@b.example'),
    );
    expect(ofTwoDays()).toMatchObject([
      { wouldHaveBlocked: 2, topSenders: [{ sessions: 2, newest: { id: 'new1' } }] },
    ]);
  });

  it('counts the null sender as one, and sessions without a sender among none', () => {
    store(reported('one1', '<>'), reported('one2', null, { startedAt: NOON + 1 }));
    expect(ofTwoDays()).toMatchObject([{ wouldHaveBlocked: 2, senders: 1, topSenders: [{ sender: '<>' }] }]);
  });

  it('is nothing where a rule without an option refused, or a session is stored twice', () => {
    const relay = refusedSession({ id: 'bad1' });
    const { refusal } = relay.session;
    store(
      { ...relay, session: { ...relay.session, refusal: refusal && { ...refusal, rule: 'relayControl' } } },
      reported('one1', 'a@b.example'),
    );
    store(reported('one1', 'a@b.example'));
    expect(ofTwoDays()).toMatchObject([{ option: 'dmarcMustPass', wouldHaveBlocked: 1 }]);
  });
});

describe('a day begun before this was counted', () => {
  const file = () => path.join(folder, `${dayOf(NOON)}.db`);
  const forget = () => {
    writing.close();
    const database = new DatabaseSync(file());
    database.exec('DROP TABLE stat_reported');
    database.close();
  };

  it('is counted from its sessions', () => {
    store(reported('one1', 'a@b.example'), reported('one2', 'A@b.example', { startedAt: NOON + 1 }));
    const before = ofTwoDays();
    forget();
    expect(ofTwoDays()).toEqual(before);
  });

  it('gets the count with its next session', () => {
    store(reported('one1', 'a@b.example'));
    forget();
    store(reported('one2', 'a@b.example', { startedAt: NOON + 1 }));
    expect(ofTwoDays()).toMatchObject([
      { wouldHaveBlocked: 2, topSenders: [{ sender: 'a@b.example', newest: { id: 'one2' } }] },
    ]);
  });
});

describe('the count of what is reported', () => {
  const newest = { startedAt: NOON, id: '4fk2' };
  const entry = (sender: string, change: Partial<ReportedEntry> = {}): ReportedEntry => ({
    hour: NOON,
    rule: 'dmarcMustPass',
    sender,
    sessions: 1,
    newest,
    ...change,
  });

  it('tells so many senders of a day apart, after a restart too; further ones are one number', () => {
    const file = path.join(folder, '2026-11-24.db');
    for (const names of [
      ['a', 'b'],
      ['c', 'a', ''],
    ]) {
      const { database } = openDayForWriting(file);
      const table = new ReportedTable(database, 2);
      for (const name of names) table.add(entry(name));
      database.close();
    }
    const { database } = openDayForWriting(file);
    expect(readReported(database, NOON, NOON + 1).map(({ sender, sessions }) => [sender, sessions])).toEqual([
      ['', 2],
      ['a', 2],
      ['b', 1],
    ]);
    database.close();
  });

  it('keeps the newest session, whichever comes last', () => {
    const tally = new ReportedTally();
    const later = { startedAt: NOON + 5, id: 'late' };
    tally.addAll([entry('a@b.example', { newest: later }), entry('A@B.example', { sessions: 3 })]);
    expect(tally.take(() => true)).toEqual([entry('a@b.example', { sessions: 4, newest: later })]);
    expect(tally.isEmpty).toBe(true);
  });

  it('goes on where sessions are only counted, with the row that shows them', () => {
    const waiting = new WaitingSessions();
    const row = { id: 'rows', startedAt: NOON + 1, repeats: 2 };
    waiting.repeat(reported('4fk2', 'a@b.example').session, row);
    const batch = waiting.take();
    expect(batch?.reported).toEqual([entry('a@b.example', { newest: { startedAt: NOON + 1, id: 'rows' } })]);
    expect(waiting.isEmpty).toBe(true);
    if (batch) waiting.putBack(batch);
    expect(waiting.isEmpty).toBe(false);
  });
});
