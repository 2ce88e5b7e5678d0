import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LogQuery } from '../../../server/contract/log-history.ts';
import { DayWriter } from '../../../server/log/history/day-writer.ts';
import { dayQuery } from '../../../server/log/history/day-query.ts';
import { realisticSession } from '../../bench/history-fixture.ts';
import { NOON } from '../../helpers/ended-session.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'gatepost-day-'));
const file = path.join(folder, 'day.db');
const writer = new DayWriter(file);
const sessions = Array.from({ length: 200 }, (_, index) => realisticSession(index, NOON + index));
writer.write({ day: '2026-11-24', sessions, repeats: [], tally: [], reported: [] });
writer.close();
const database = new DatabaseSync(file);
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const INDEXED: readonly (readonly [sentence: string, query: LogQuery, index: string])[] = [
  ['time alone', {}, 'INTEGER PRIMARY KEY'],
  ['id', { id: '4fk2' }, 'session_id'],
  ['ip', { ip: '192.0.2.7' }, 'session_ip'],
  ['account', { account: 'u1@local.test' }, 'session_account'],
  ['sender', { sender: 'joe@peer.example' }, 'session_sender'],
  ['result', { result: 'blocked' }, 'session_result'],
  ['listener', { listener: 'smtp' }, 'session_listener'],
  ['direction', { direction: 'outbound' }, 'session_direction'],
  ['option', { option: 'popBeforeSmtp' }, 'PRIMARY KEY (option=? AND key>? AND key<?)'],
  ['recipient', { recipient: 'u1@local.test' }, 'VIRTUAL TABLE INDEX'],
  ['text', { text: 'zaphod' }, 'VIRTUAL TABLE INDEX'],
];

describe('a page of the log', () => {
  it.each(INDEXED)('by %s is read from an index, in its order', (_sentence, query, index) => {
    const { sql, params } = dayQuery(query) ?? { sql: '', params: [] };
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...params, Number.MAX_SAFE_INTEGER, 0)
      .map(({ detail }) => String(detail));
    expect(plan.join('; ')).toContain(index);
    expect(plan.filter((step) => step.startsWith('SCAN') && !step.includes('VIRTUAL TABLE'))).toEqual([]);
    expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
  });

  it('of a text without a word is none', () => {
    expect(dayQuery({ text: '...' })).toBeNull();
  });
});
