import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { LogQuery } from '../../server/contract/log-history.ts';
import { dayFile, dayOf, startOfDay } from '../../server/log/history/day.ts';
import { DayWriter } from '../../server/log/history/day-writer.ts';
import { HistoryReader } from '../../server/log/history/history-reader.ts';
import { spawnLogThread } from '../../server/log/history/log-thread.ts';
import { Tally } from '../../server/log/history/tally.ts';
import { NOON } from '../helpers/ended-session.ts';
import { fillDay, realisticSession } from './history-fixture.ts';

/**
 * `npm run bench -- history [sessions]`: how fast sessions are stored, and how long a page of 50 takes over a day of
 * 1,000,000 stored ones, by each field. Goals: 2,000 sessions/s stored, 20 ms for a page.
 */
const BATCH = 500;
const BATCHES = 40;
const PAGE = 50;
const RUNS = 9;
const GOAL_PER_SECOND = 2000;
const GOAL_MS = 20;

const QUERIES: Readonly<Record<string, LogQuery>> = {
  'the newest': {},
  'a time': { from: NOON - 60_000, to: NOON },
  'an id': { id: 'x0f4240' },
  'a rare ip': { ip: '192.0.17.119' },
  'a frequent ip': { ip: '198.51.100.1' },
  'an account': { account: 'user7@local.test' },
  'a sender': { sender: 'from77@peer.example' },
  'a recipient': { recipient: 'u1@local.test' },
  'a result': { result: 'blocked' },
  'an option': { option: 'localSenderMustAuth' },
  'a rare option': { option: 'popBeforeSmtp' },
  'a listener': { listener: 'submission' },
  'a rare direction': { direction: 'outbound' },
  'a frequent word': { text: 'pipelining' },
  'a rare word': { text: 'from77@peer.example' },
  'the beginning of a word': { text: 'from123' },
  'two words': { text: 'host77.example user7@local.test' },
  'a word that is nowhere': { text: 'zaphod' },
  'ip and result': { ip: '198.51.100.1', result: 'blocked' },
};

export async function benchHistory(sessions: number): Promise<boolean> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gatepost-history-'));
  const reader = new HistoryReader({ folder, spawn: spawnLogThread, onDamage: () => undefined });
  try {
    const day = dayOf(NOON);
    const perSecond = measureWriting(dayFile(folder, day), day);
    console.log(
      `stored: ${perSecond.toFixed(0)} sessions for each second of one core (goal ${GOAL_PER_SECOND})`,
    );
    fillDay(dayFile(folder, day), startOfDay(day), sessions);
    const megabytes = statSync(dayFile(folder, day)).size / 1e6;
    console.log(`a day of ${sessions} sessions: ${megabytes.toFixed(0)} MB`);
    console.log(
      `${'page of 50 by'.padEnd(26)}${'rows'.padStart(5)}${'first'.padStart(9)}${'median'.padStart(9)}  ms`,
    );
    let isGood = perSecond >= GOAL_PER_SECOND;
    for (const [name, query] of Object.entries(QUERIES)) {
      const times: number[] = [];
      let rows = 0;
      for (let run = 0; run < RUNS; run++) {
        const startedAt = performance.now();
        rows = (await reader.ask('search', { query, beforeKey: null, limit: PAGE })).found.length;
        times.push(performance.now() - startedAt);
      }
      const [first = 0] = times;
      const median = times.toSorted((one, other) => one - other)[Math.floor(RUNS / 2)] ?? 0;
      isGood &&= median <= GOAL_MS;
      console.log(
        `${name.padEnd(26)}${String(rows).padStart(5)}${first.toFixed(1).padStart(9)}${median.toFixed(1).padStart(9)}`,
      );
    }
    return isGood;
  } finally {
    await reader.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By the time of the processor, so that others on the machine do not count. */
function measureWriting(file: string, day: string): number {
  const writer = new DayWriter(file);
  let took = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const sessions = Array.from({ length: BATCH }, (_, index) =>
      realisticSession(batch * BATCH + index, NOON + batch * 1000 + index),
    );
    const before = process.cpuUsage();
    writer.write({ day, sessions, repeats: [], tally: new Tally().take(() => true), reported: [] });
    const { user, system } = process.cpuUsage(before);
    took += (user + system) / 1000;
  }
  writer.close();
  return (BATCH * BATCHES * 1000) / took;
}
