import { describe, expect, it } from 'vitest';
import { WaitingSessions } from '../../../server/log/history/waiting-sessions.ts';
import { endedSession, NOON, refusedSession } from '../../helpers/ended-session.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR = Date.UTC(2026, 10, 24, 12);
const REFUSED = { hour: HOUR, result: 'blocked', rule: 'localSenderMustAuth', network: '192.0.2.7' } as const;

function filled(count: number): WaitingSessions {
  const waiting = new WaitingSessions();
  for (let index = 0; index < count; index++) waiting.add(endedSession({ id: String(index) }));
  return waiting;
}

describe('sessions that wait to be stored', () => {
  it('are taken 500 at a time, in their order', () => {
    const waiting = filled(600);
    expect(waiting.take()?.sessions.map(({ session }) => session.id)).toEqual(
      Array.from({ length: 500 }, (_, index) => String(index)),
    );
    expect(waiting.take()?.sessions).toHaveLength(100);
    expect(waiting.take()).toBeNull();
  });

  it('are taken by days', () => {
    const waiting = new WaitingSessions();
    waiting.add(endedSession({ id: 'a', startedAt: NOON - DAY_MS }));
    waiting.add(endedSession({ id: 'b' }));
    expect([waiting.take()?.day, waiting.take()?.day]).toEqual(['2026-11-23', '2026-11-24']);
  });

  it('lose transcript and verdicts from the 5,001st on', () => {
    const waiting = filled(5001);
    const all = Array.from({ length: 11 }, () => waiting.take()?.sessions ?? []).flat();
    expect(all.at(4999)?.session.transcript).toHaveLength(2);
    expect(all.at(5000)?.session).toMatchObject({ transcript: [], transcriptOmitted: 2, verdicts: [] });
  });

  it('are only counted from the 10,001st on', () => {
    const waiting = filled(10_000);
    waiting.add(refusedSession({ id: 'late' }));
    expect([waiting.count, waiting.counted]).toEqual([10_000, 1]);
    const reason = 'Authentication required: local account';
    expect(waiting.take()?.tally).toEqual([{ ...REFUSED, reason, sessions: 1 }]);
  });

  it('come again after a failure, before the others', () => {
    const waiting = filled(501);
    const batch = waiting.take();
    if (batch) waiting.putBack(batch);
    expect(waiting.take()).toEqual(batch);
  });
});

describe('a row that stands for further sessions', () => {
  const row = { id: '4fk2', startedAt: NOON, repeats: 3 };

  it('is stored with the number of them, where it waits itself', () => {
    const waiting = new WaitingSessions();
    waiting.add(refusedSession());
    waiting.repeat(refusedSession({ id: 'b' }).session, row);
    expect(waiting.take()).toMatchObject({
      sessions: [{ session: { id: '4fk2', repeats: 3 } }],
      repeats: [],
    });
  });

  it('is changed, where it is stored already; the sessions are counted', () => {
    const waiting = new WaitingSessions();
    waiting.repeat(refusedSession({ id: 'b' }).session, { ...row, repeats: 2 });
    waiting.repeat(refusedSession({ id: 'c' }).session, row);
    expect(waiting.take()).toMatchObject({
      sessions: [],
      repeats: [row],
      tally: [{ ...REFUSED, sessions: 2 }],
    });
    expect(waiting.isEmpty).toBe(true);
  });

  it('waits while other sessions do, of which it may be one', () => {
    const waiting = filled(501);
    waiting.repeat(refusedSession({ id: 'b' }).session, { ...row, id: '500' });
    expect(waiting.take()?.repeats).toEqual([]);
    expect(waiting.take()?.sessions).toMatchObject([{ session: { id: '500', repeats: 3 } }]);
  });
});
