import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionRecorder } from '../../server/contract/session-recorder.ts';
import { openSessionLog, type SessionLogs } from '../../server/app/session-log.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const NOON = Date.UTC(2026, 10, 24, 12);
const REFUSED = {
  rule: null,
  option: null,
  reason: 'Too many sessions',
  because: 'There are too many.',
  code: 554,
  enhanced: '5.7.1',
};

let dataFolder = '';
let now = NOON;
let days = 30;
let log: SessionLogs;
const errors: string[] = [];

beforeEach(() => {
  dataFolder = mkdtempSync(path.join(os.tmpdir(), 'gatepost-log-'));
  [now, days] = [NOON, 30];
  errors.length = 0;
  log = open();
});
afterEach(async () => {
  await log.close();
  rmSync(dataFolder, { recursive: true });
  expect(errors).toEqual([]);
});

function open(): SessionLogs {
  return openSessionLog({
    dataFolder,
    clock: () => now,
    settings: () => ({ days, megabytes: 5000 }),
    onNotice: () => undefined,
    reportError: (step, cause) => errors.push(`${step}: ${String(cause)}`),
  });
}

/** The server ends and starts again, so much later. */
async function restart(afterMs: number): Promise<void> {
  await log.close();
  now += afterMs;
  log = open();
}

function session(record: (recorder: SessionRecorder) => void, ip = '192.0.2.7'): string {
  const recorder = log.live.open({ listener: 'smtp', listenerKind: 'smtp', port: 25, ip });
  record(recorder);
  recorder.close();
  return recorder.id;
}

describe('the log, after the server was started again', () => {
  it("finds yesterday's session by a word of its transcript, whole", async () => {
    const id = session((recorder) => {
      recorder.line('client', 'EHLO zaphod.example');
      recorder.update({ sender: 'joe@peer.example' });
      recorder.recipient('u1@local.test');
      recorder.accepted();
    });
    await restart(DAY_MS);
    const today = session((recorder) => {
      recorder.line('client', 'EHLO trillian.example');
    });
    expect((await log.whole.search({})).sessions.map((row) => row.id)).toEqual([today, id]);
    const { sessions, searchedBackTo, more } = await log.whole.search({ text: 'zaphod' });
    expect([sessions.length, searchedBackTo, more]).toEqual([1, null, null]);
    expect(await log.whole.session(id)).toMatchObject({
      id,
      startedAt: NOON,
      result: 'accepted',
      recipients: ['u1@local.test'],
      transcript: [{ at: NOON, from: 'client', text: 'EHLO zaphod.example' }],
    });
  });

  it('has what ran in the hour before midnight and ended after it on the day on which it began', async () => {
    now = Date.UTC(2026, 10, 24, 23, 59);
    const recorder = log.live.open({ listener: 'smtp', listenerKind: 'smtp', port: 25, ip: '192.0.2.7' });
    now += 2 * 60_000;
    recorder.close();
    await restart(HOUR_MS);
    expect(readdirSync(path.join(dataFolder, 'log'))).toEqual(['2026-11-24.db']);
    expect((await log.whole.search({})).sessions).toMatchObject([{ id: recorder.id }]);
  });

  it('has lost and doubled nothing where the clock was set back', async () => {
    const ids = [0, 1].map(() =>
      session((recorder) => {
        recorder.accepted();
      }),
    );
    await restart(-DAY_MS);
    ids.push(
      session((recorder) => {
        recorder.accepted();
      }),
    );
    await restart(DAY_MS);
    ids.push(
      session((recorder) => {
        recorder.accepted();
      }),
    );
    await restart(0);
    expect((await log.whole.search({})).sessions.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    const { hours } = await log.whole.stats(NOON - DAY_MS, NOON + HOUR_MS);
    expect(hours.map(({ accepted }) => accepted)).toEqual([1, 3]);
  });

  it('has one row for what is only counted in a flood, and the number of all', async () => {
    for (let count = 0; count < 300; count++)
      session((recorder) => {
        recorder.refused(REFUSED);
      });
    await restart(1000);
    const { sessions } = await log.whole.search({ limit: 500 });
    expect(sessions).toHaveLength(20);
    expect(sessions.reduce((sum, { repeats }) => sum + repeats, 0)).toBe(300);
    const { hours, networks, reasons } = await log.whole.stats(NOON, NOON + HOUR_MS);
    expect(hours).toMatchObject([{ blocked: 300 }]);
    expect(networks).toMatchObject([{ network: '192.0.2.7', blocked: 300 }]);
    expect(reasons).toMatchObject([{ rule: null, reason: 'Too many sessions', sessions: 300 }]);
  });

  it('keeps only the days that the settings say', async () => {
    for (let day = 0; day < 3; day++) {
      session((recorder) => {
        recorder.accepted();
      });
      await restart(DAY_MS);
    }
    session((recorder) => {
      recorder.accepted();
    });
    days = 1;
    await restart(0);
    log.settingsChanged();
    await log.close();
    expect(readdirSync(path.join(dataFolder, 'log'))).toEqual(['2026-11-26.db', '2026-11-27.db']);
  });
});
