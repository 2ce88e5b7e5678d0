import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { SqlStatement } from '../../server/contract/database.ts';
import {
  askForGateway,
  dueAfterAll,
  dueEntries,
  entriesWithIds,
  messageContent,
  nextDue,
  putOffByAnotherClock,
} from '../../server/store/queue-queries.ts';
import { storeMigrations } from '../../server/store/schema.ts';

const IDS = 'json_each VIRTUAL TABLE INDEX 1:';
const BLOOM = 'CREATE BLOOM FILTER';
const BLOB = 'SEARCH blob USING INTEGER PRIMARY KEY (rowid=?)';

/** What is asked all the time must not grow with the queue: no step reads a whole table, and nothing is sorted. */
test.each<[string, SqlStatement, readonly string[]]>([
  [
    'what is due',
    dueEntries(1, 10, [2, 3]),
    [
      'SEARCH queue USING INDEX queue_by_next_attempt (next_attempt_at<?)',
      'LIST SUBQUERY 1',
      `SCAN ${IDS}`,
      BLOOM,
      BLOB,
    ],
  ],
  [
    // It walks the index from its beginning and stops at the first entry that is not under way.
    'when the next one is due',
    nextDue([2, 3]),
    ['SCAN queue USING INDEX queue_by_next_attempt', 'LIST SUBQUERY 1', `SCAN ${IDS}`, BLOOM],
  ],
  [
    'entries by id',
    entriesWithIds([2, 3]),
    ['SEARCH queue USING INTEGER PRIMARY KEY (rowid=?)', 'LIST SUBQUERY 1', `SCAN ${IDS}`, BLOB],
  ],
  [
    'whether the clock was set back',
    putOffByAnotherClock(1),
    ['SEARCH queue USING COVERING INDEX queue_by_schedule (scheduled_at>?)'],
  ],
  ['what follows from that', dueAfterAll(1), ['SEARCH queue USING INDEX queue_by_schedule (scheduled_at>?)']],
  ['ETRN', askForGateway('branch.test', 1), ['SEARCH queue USING INDEX queue_by_gateway (gateway=?)']],
  [
    'a content',
    messageContent('message00001'),
    [
      'SEARCH blob USING INDEX sqlite_autoindex_blob_1 (name=?)',
      'SEARCH spool USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
    ],
  ],
])('%s is found by an index', (_, { sql, params }, plan) => {
  const database = new DatabaseSync(':memory:');
  for (const step of storeMigrations.steps) database.exec(step);
  const rows = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params);
  expect(rows.map(({ detail }) => detail)).toEqual(plan);
});
