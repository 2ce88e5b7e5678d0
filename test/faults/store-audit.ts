import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, SqlRow } from '../../server/contract/database.ts';
import { THERE, type Placements } from './ledger.ts';

/** Looks into a store past all that it says of itself: rows, files and damage. */

const COPIES = `SELECT blob.name AS name, account_id, uid FROM message
  JOIN mailbox ON mailbox.id = mailbox_id JOIN blob ON blob.id = blob_id`;
const ENTRIES = `SELECT blob.name AS name, queue.id AS entry, recipient, attempts, next_attempt_at FROM queue
  JOIN blob ON blob.id = blob_id`;

/** Where the messages are; all that there are if none are named. */
export async function placementsOf(
  database: Pick<Database, 'query'>,
  ids?: readonly string[],
): Promise<Placements> {
  const where = ids === undefined ? '' : ' WHERE blob.name IN (SELECT value FROM json_each(?))';
  const ask = (sql: string): Promise<readonly SqlRow[]> =>
    database.query(sql + where, ids === undefined ? [] : [JSON.stringify(ids)]);
  const rows = await ask('SELECT name FROM blob');
  const placements = new Map(rows.map(({ name }) => [String(name), new Map<string, string>()]));
  for (const { name, account_id: account, uid } of await ask(COPIES))
    placements.get(String(name))?.set(`copy/${String(account)}/${String(uid)}`, THERE);
  for (const { name, entry, recipient, attempts, next_attempt_at: next } of await ask(ENTRIES)) {
    const [localPart = ''] = String(recipient).split('@');
    const value = attempts === 0 ? '0' : `${String(attempts)} ${String(next)}`;
    placements.get(String(name))?.set(`entry/${localPart}/${String(entry)}`, value);
  }
  return placements;
}

/** Damage, and rows that contradict one another. */
export async function faultsOf(database: Pick<Database, 'query'>): Promise<readonly string[]> {
  const integrity = await database.query('PRAGMA integrity_check');
  const reused = await database.query(
    `SELECT account_id FROM mailbox WHERE uid_next <= (SELECT max(uid) FROM message WHERE mailbox_id = mailbox.id)`,
  );
  const forgotten = await database.query(
    `SELECT name FROM blob WHERE NOT EXISTS (SELECT 1 FROM message WHERE blob_id = blob.id)
       AND NOT EXISTS (SELECT 1 FROM queue WHERE blob_id = blob.id)`,
  );
  return [
    ...integrity.map((row) => String(row['integrity_check'])).filter((finding) => finding !== 'ok'),
    ...forgotten.map((row) => `${String(row['name'])} is kept though nothing refers to it`),
    ...reused.map((row) => `the next UID of account ${String(row['account_id'])} is taken`),
  ];
}

/** SHA-1 of what is served of a message, or why there is nothing. */
export async function hashOf(
  database: Pick<Database, 'query'>,
  dataFolder: string,
  id: string,
): Promise<string> {
  const [row] = await database.query(
    'SELECT body_offset, content FROM blob LEFT JOIN spool ON blob_id = blob.id WHERE name = ?',
    [id],
  );
  if (!row) return 'no row';
  try {
    const path = join(dataFolder, 'mail', id.slice(-2), `${id}.eml`);
    const bytes = row['content'] instanceof Uint8Array ? row['content'] : await readFile(path);
    return sha1(bytes.subarray(Number(row['body_offset'])));
  } catch (error) {
    return String(error);
  }
}

export function sha1(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
