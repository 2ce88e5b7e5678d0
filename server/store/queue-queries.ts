import type { SqlStatement } from '../contract/database.ts';
import type { QueueSearch } from '../contract/delivery-queue.ts';

/** What is asked of the table `queue`. Ids travel as one JSON array: any number of them is one parameter. */

const ENTRIES = `SELECT queue.id AS id, recipient, gateway, dsn, state, attempts, next_attempt_at, asked_for_at,
    delay_told_at, last_failure, envelope, size_bytes - (sent_offset - body_offset) AS sent_bytes
  FROM queue JOIN blob ON blob.id = queue.blob_id`;
const NOT_AMONG = 'NOT IN (SELECT value FROM json_each(?))';
const AMONG = 'IN (SELECT value FROM json_each(?))';

/** A schedule that was made this much later than now was made by another clock, in milliseconds. */
const CLOCK_TOLERANCE_MS = 60_000;

export function dueEntries(now: number, limit: number, except: Iterable<number>): SqlStatement {
  return {
    sql: `${ENTRIES} WHERE state <> 'held' AND next_attempt_at <= ? AND queue.id ${NOT_AMONG}
      ORDER BY next_attempt_at, queue.id LIMIT ?`,
    params: [now, idList(except), limit],
  };
}

export function nextDue(except: Iterable<number>): SqlStatement {
  return {
    sql: `SELECT next_attempt_at FROM queue WHERE state <> 'held' AND id ${NOT_AMONG}
      ORDER BY next_attempt_at, id LIMIT 1`,
    params: [idList(except)],
  };
}

export function entriesWithIds(ids: Iterable<number>): SqlStatement {
  return { sql: `${ENTRIES} WHERE queue.id ${AMONG} ORDER BY queue.id`, params: [idList(ids)] };
}

export function foundEntries({ text, state, only, except, limit }: QueueSearch): SqlStatement {
  const conditions: SqlStatement[] = [];
  if (text !== undefined && text !== '') conditions.push(mentions(text));
  if (state !== undefined) conditions.push({ sql: 'state = ?', params: [state] });
  if (only !== undefined) conditions.push({ sql: `queue.id ${AMONG}`, params: [idList(only)] });
  if (except !== undefined) conditions.push({ sql: `queue.id ${NOT_AMONG}`, params: [idList(except)] });
  const where = conditions.map(({ sql }) => `(${sql})`).join(' AND ') || 'TRUE';
  return {
    sql: `${ENTRIES} WHERE ${where} ORDER BY next_attempt_at, queue.id LIMIT ?`,
    params: [...conditions.flatMap(({ params }) => params), limit],
  };
}

function mentions(text: string): SqlStatement {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const fields = [
    'return_path',
    'recipient',
    'blob.name',
    "last_failure ->> '$.text'",
    "last_failure ->> '$.host'",
  ];
  return {
    sql: fields.map((field) => `${field} LIKE ? ESCAPE '\\'`).join(' OR '),
    params: fields.map(() => pattern),
  };
}

/** A row where something is scheduled that was put off before the clock was set back. */
export function putOffByAnotherClock(now: number): SqlStatement {
  return {
    sql: "SELECT id FROM queue WHERE state = 'waiting' AND scheduled_at > ? LIMIT 1",
    params: [now + CLOCK_TOLERANCE_MS],
  };
}

/** Parked entries are left alone: what they wait for is no span of time. */
export function dueAfterAll(now: number): SqlStatement {
  return {
    sql: `UPDATE queue SET next_attempt_at = min(next_attempt_at, ?1), scheduled_at = ?1
      WHERE state = 'waiting' AND scheduled_at > ?2`,
    params: [now, now + CLOCK_TOLERANCE_MS],
  };
}

export function askFor(ids: Iterable<number>, at: number): SqlStatement {
  return {
    sql: `UPDATE queue SET state = 'waiting', next_attempt_at = ?1, scheduled_at = ?1, asked_for_at = ?1
      WHERE id IN (SELECT value FROM json_each(?2))`,
    params: [at, idList(ids)],
  };
}

export function askForGateway(gateway: string, at: number): SqlStatement {
  return {
    sql: `UPDATE queue SET state = 'waiting', next_attempt_at = ?1, scheduled_at = ?1, asked_for_at = ?1
      WHERE gateway = ?2 AND state <> 'held'`,
    params: [at, gateway],
  };
}

export function hold(ids: Iterable<number>): SqlStatement {
  return { sql: `UPDATE queue SET state = 'held' WHERE id ${AMONG}`, params: [idList(ids)] };
}

/** How many rows the statement before it changed, in the same transaction. */
export const CHANGED_ROWS: SqlStatement = { sql: 'SELECT changes() AS changed', params: [] };

export function messageContent(messageId: string): SqlStatement {
  return {
    sql: `SELECT sent_offset, size_bytes - (sent_offset - body_offset) AS sent_bytes, content
      FROM blob LEFT JOIN spool ON spool.blob_id = blob.id WHERE name = ?`,
    params: [messageId],
  };
}

export function messageSize(messageId: string): SqlStatement {
  return {
    sql: 'SELECT size_bytes - (sent_offset - body_offset) AS sent_bytes FROM blob WHERE name = ?',
    params: [messageId],
  };
}

function idList(ids: Iterable<number>): string {
  return JSON.stringify([...ids]);
}
