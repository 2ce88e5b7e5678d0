import { describe, expect, it } from 'vitest';
import { HistoryNotices } from '../../../server/log/history/history-notices.ts';
import { HistoryWriter } from '../../../server/log/history/history-writer.ts';
import { endedSession, NOON, refusedSession } from '../../helpers/ended-session.ts';
import { idleThreads, type IdleThread } from '../../helpers/log-thread.ts';

function bench() {
  let now = NOON;
  const due = new Map<() => void, number>();
  const { threads, spawn } = idleThreads();
  const errors: string[] = [];
  const notices = new HistoryNotices(() => undefined);
  const writer = new HistoryWriter({
    folder: '/nowhere/log',
    clock: () => now,
    schedule: (run, delayMs) => {
      due.set(run, now + delayMs);
      return () => due.delete(run);
    },
    settings: () => ({ days: 30, megabytes: 5000 }),
    spawn,
    notices,
    reportError: (step, cause) => errors.push(`${step}: ${String(cause)}`),
  });
  const advance = (ms: number): void => {
    now += ms;
    for (const [run, at] of [...due]) {
      if (at > now) continue;
      due.delete(run);
      run();
    }
  };
  const keep = (...ids: readonly string[]): void => {
    for (const id of ids) writer.keep(endedSession({ id }));
  };
  /** The thread that is at work. */
  const thread = (): IdleThread => {
    const last = threads.at(-1);
    if (!last) throw new Error('no thread was started');
    return last;
  };
  const written = (): readonly string[][] =>
    thread()
      .of('write')
      .map(({ batch }) => batch.sessions.map(({ session }) => session.id));
  return { writer, notices, threads, errors, advance, keep, thread, written };
}

const DISK_FULL = { kind: 'not-written', cause: 'database or disk is full', mayRetry: true } as const;
const TROUBLE =
  'Sessions cannot be stored now: database or disk is full. Mail is not affected; it is tried again.';

describe('sessions that have ended', () => {
  it('are written together after 100 ms, and the next while those are written wait', () => {
    const { advance, keep, written, thread } = bench();
    keep('a', 'b');
    advance(99);
    expect(thread().of('write')).toEqual([]);
    advance(1);
    keep('c');
    advance(1000);
    expect(written()).toEqual([['a', 'b']]);
    thread().answer({ kind: 'written' });
    advance(100);
    expect(written()).toEqual([['a', 'b'], ['c']]);
  });

  it('are written again five seconds after a full disk, and the administrator is told meanwhile', () => {
    const { advance, keep, written, thread, notices } = bench();
    keep('a');
    advance(100);
    thread().answer(DISK_FULL);
    expect(notices.list()).toEqual([TROUBLE]);
    keep('b');
    advance(4999);
    expect(written()).toEqual([['a']]);
    advance(1);
    expect(written()).toEqual([['a'], ['a', 'b']]);
    thread().answer({ kind: 'written' });
    expect(notices.list()).toEqual([]);
  });

  it('are given up where they cannot be stored, and counted as left out', () => {
    const { advance, keep, written, thread, writer } = bench();
    keep('a');
    advance(100);
    thread().answer({ ...DISK_FULL, cause: 'bad value', mayRetry: false });
    keep('b');
    advance(100);
    expect(written()).toEqual([['a'], ['b']]);
    expect(writer.notKept).toBe(1);
  });

  it('are given up when their thread crashed, for they may be stored already; the next ones have a new thread', () => {
    const { advance, keep, written, thread, threads, writer } = bench();
    keep('a');
    advance(100);
    thread().emit('error', new Error('out of memory'));
    thread().emit('exit', 1);
    keep('b');
    advance(5000);
    expect(written()).toEqual([['b']]);
    expect([threads.length, writer.notKept]).toEqual([2, 1]);
  });

  it('are only counted once the thread has crashed too often', () => {
    const { advance, keep, thread, threads, writer, notices } = bench();
    for (let crash = 0; crash < 4; crash++) {
      keep('a');
      advance(5000);
      thread().emit('exit', 1);
    }
    keep('b');
    advance(60_000);
    expect([threads.length, writer.notKept]).toEqual([4, 5]);
    expect(notices.list()).toEqual([
      'Sessions are no longer stored until Gatepost is started again: the thread ended. The live log shows what happens now.',
    ]);
  });

  it('are only counted while today takes all the room', () => {
    const { advance, keep, thread, writer, notices } = bench();
    advance(0);
    thread().answer({ kind: 'tidied', isFull: true });
    writer.keep(refusedSession());
    advance(100);
    expect(thread().of('write')[0]?.batch).toMatchObject({
      sessions: [],
      tally: [{ result: 'blocked', sessions: 1 }],
    });
    expect(notices.list()).toEqual([
      'The sessions of today take all the room that the log may have: further ones are only counted.',
    ]);
    thread().answer({ kind: 'written' });
    thread().answer({ kind: 'tidied', isFull: false });
    keep('b');
    advance(100);
    expect(thread().of('write')[1]?.batch.sessions).toHaveLength(1);
    expect(notices.list()).toEqual([]);
  });
});

describe('the days that are no longer kept', () => {
  it('are looked for at the start, each hour, and when the settings change', () => {
    const { advance, thread, writer } = bench();
    advance(0);
    advance(3_600_000);
    writer.tidy();
    expect(thread().of('tidy')).toEqual(
      [NOON, NOON + 3_600_000, NOON + 3_600_000].map((now) => ({
        kind: 'tidy',
        now,
        settings: { days: 30, megabytes: 5000 },
      })),
    );
  });

  it('are told of where they cannot be deleted, and so is a damaged one', () => {
    const { advance, thread, errors, notices } = bench();
    advance(0);
    thread().answer({ kind: 'trouble', step: 'deleting the log of 2026-10-01', cause: 'EBUSY' });
    thread().answer({ kind: 'was-set-aside', day: '2026-11-20', fileName: '2026-11-20.db.damaged-7' });
    expect(errors).toEqual(['deleting the log of 2026-10-01: EBUSY']);
    expect(notices.list()).toEqual([
      'The stored log of 2026-11-20 is damaged. It was set aside as 2026-11-20.db.damaged-7, and a new one was begun.',
    ]);
  });
});

describe('the end', () => {
  it('writes what waits before the thread is ended', async () => {
    const { keep, thread, writer, written } = bench();
    keep('a');
    const closed = writer.close();
    expect(written()).toEqual([['a']]);
    expect(thread().of('close')).toEqual([]);
    thread().answer({ kind: 'written' });
    await closed;
    expect(thread().of('close')).toHaveLength(1);
  });

  it('does not wait for a disk that is full', async () => {
    const { keep, thread, writer } = bench();
    keep('a');
    const closed = writer.close();
    thread().answer(DISK_FULL);
    await closed;
    expect(thread().of('close')).toHaveLength(1);
  });

  it('of a log that nothing was written to starts no thread', async () => {
    const { threads, writer } = bench();
    await writer.close();
    expect(threads).toEqual([]);
  });
});
