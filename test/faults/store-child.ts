import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Delivery, SqlRow } from '../../server/contract/services.ts';
import { nodeFileSystem } from '../../server/store/file-system.ts';
import { openStore, type Store } from '../../server/store/open-store.ts';
import { spawnWorker } from '../../server/store/spawn-worker.ts';
import type {
  Audit,
  AuditRequest,
  FromChild,
  Placement,
  Put,
  Remove,
  ToChild,
} from './store-child-messages.ts';

/**
 * The process that the kill test kills: a store, its messages coming from the parent. Arguments: the data folder, and
 * the entry of another storage worker if not the product's.
 */
const [dataFolder = '', workerEntry] = process.argv.slice(2);
const store = await openStore(
  { dataFolder, schema: [], clock: Date.now, onEvent: () => undefined, freeSpaceFloorBytes: 0 },
  {
    spawn: (task) => (workerEntry ? spawnWorker(task, pathToFileURL(workerEntry)) : spawnWorker(task)),
    fileSystem: nodeFileSystem,
  },
);

process.on('message', (message: ToChild) => {
  void carryOut(message);
});
say({ kind: 'ready' });

function say(message: FromChild): void {
  process.send?.(message);
}

function carryOut(message: ToChild): Promise<void> {
  switch (message.kind) {
    case 'put':
      return put(store, message);
    case 'remove':
      return remove(store, message);
    case 'audit':
      return audit(store, message).then(say);
  }
}

async function remove({ mailboxes }: Store, { account, uids }: Remove): Promise<void> {
  await mailboxes.remove(account, uids);
  say({ kind: 'removed', account, uids });
}

async function put({ database, messages }: Store, { id, accounts, queued, body }: Put): Promise<void> {
  const message = await messages.begin({
    id,
    receivedAt: Date.now(),
    sessionId: 'kill',
    clientIp: '127.0.0.1',
    account: null,
    returnPath: null,
    deliveries: [...accounts.map(toMailbox), ...queued.map(toQueue)],
    smtpUtf8: false,
    eightBit: false,
    dsnEnvelopeId: null,
    dsnReturn: null,
  });
  for (let offset = 0; offset < body.length; offset += 65_536)
    await message.write(body.subarray(offset, offset + 65_536));
  await message.commit('');
  const copies = await database.query(`${COPIES} WHERE blob.name = ? ORDER BY account_id`, [id]);
  const rows = await database.query(`${QUEUED} WHERE blob.name = ? ORDER BY entry`, [id]);
  say({ kind: 'ack', id, copies: copies.map(copyOf), queued: rows.map(queuedOf) });
}

const COPIES = `SELECT blob.name AS name, account_id, uid FROM message
  JOIN mailbox ON mailbox.id = mailbox_id JOIN blob ON blob.id = blob_id`;
const QUEUED =
  'SELECT blob.name AS name, queue.id AS entry, recipient FROM queue JOIN blob ON blob.id = blob_id';

async function audit({ database }: Store, { hashed }: AuditRequest): Promise<Audit> {
  const placements = new Map<
    string,
    { copies: Placement['copies'][0][]; queued: Placement['queued'][0][] }
  >();
  for (const { name } of await database.query('SELECT name FROM blob'))
    placements.set(String(name), { copies: [], queued: [] });
  for (const row of await database.query(`${COPIES} ORDER BY account_id, uid`))
    placements.get(String(row['name']))?.copies.push(copyOf(row));
  for (const row of await database.query(`${QUEUED} ORDER BY entry`))
    placements.get(String(row['name']))?.queued.push(queuedOf(row));
  const hashes = new Map<string, string>();
  for (const id of hashed) hashes.set(id, await hashOf(id));
  return { kind: 'audit', placements, hashes, faults: await faults() };
}

async function faults(): Promise<readonly string[]> {
  const integrity = await store.database.query('PRAGMA integrity_check');
  const reused = await store.database.query(
    `SELECT account_id FROM mailbox WHERE uid_next <= (SELECT max(uid) FROM message WHERE mailbox_id = mailbox.id)`,
  );
  const forgotten = await store.database.query(
    `SELECT name FROM blob WHERE NOT EXISTS (SELECT 1 FROM message WHERE blob_id = blob.id)
       AND NOT EXISTS (SELECT 1 FROM queue WHERE blob_id = blob.id)`,
  );
  return [
    ...integrity.map((row) => String(row['integrity_check'])).filter((finding) => finding !== 'ok'),
    ...forgotten.map((row) => `${String(row['name'])} is kept though nothing refers to it`),
    ...reused.map((row) => `the next UID of account ${String(row['account_id'])} is taken`),
  ];
}

async function hashOf(id: string): Promise<string> {
  const [row] = await store.database.query(
    'SELECT body_offset, content FROM blob LEFT JOIN spool ON blob_id = blob.id WHERE name = ?',
    [id],
  );
  if (!row) return 'no row';
  try {
    const path = join(dataFolder, 'mail', id.slice(-2), `${id}.eml`);
    const bytes = row['content'] instanceof Uint8Array ? row['content'] : await readFile(path);
    return createHash('sha1')
      .update(bytes.subarray(Number(row['body_offset'])))
      .digest('hex');
  } catch (error) {
    return String(error);
  }
}

function copyOf(row: SqlRow): readonly [number, number] {
  return [Number(row['account_id']), Number(row['uid'])];
}

function queuedOf(row: SqlRow): readonly [number, string] {
  return [Number(row['entry']), String(row['recipient'])];
}

function toMailbox(accountId: number): Delivery {
  return { kind: 'mailbox', accountId, recipient: { localPart: 'u', domain: 'local.test' } };
}

function toQueue(localPart: string): Delivery {
  return {
    kind: 'queue',
    recipient: { localPart, domain: 'example.com' },
    gateway: null,
    dsn: { notify: [], originalRecipient: null },
  };
}
