import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom, type SeededRandom } from './seeded-random.ts';
import type { Ack, Audit, FromChild, Placement, Put, ToChild } from './store-child-messages.ts';

/** Messages on their way at once, as from so many SMTP sessions. */
const WRITERS = 16;
const ACCOUNTS = 5;

export interface KillRun {
  readonly acknowledged: number;
  /** Everything acknowledged that is missing or changed, and everything that is wrong in itself. */
  readonly problems: readonly string[];
}

interface LedgerEntry extends Placement {
  readonly sha1: string;
  readonly cycle: number;
  /** Copies that were to be removed, by `copyKey`. */
  readonly removals: Map<string, 'asked' | 'acknowledged'>;
}

type Copy = Placement['copies'][number];

/**
 * Opens a store in a process, pumps messages into it, kills it with SIGKILL at a random moment, opens it again and
 * compares with the ledger of what was acknowledged; so many times. The last opening is compared byte by byte.
 */
export async function runKillCycles(
  cycles: number,
  seed: number,
  dataFolder: string,
  workerEntry?: string,
): Promise<KillRun> {
  const random = seededRandom(seed);
  let lastId = 0;
  const nextId = (): string => `kill${String(++lastId).padStart(8, '0')}`;
  const ledger = new Map<string, LedgerEntry>();
  const problems: string[] = [];
  for (let cycle = 0; cycle < cycles; cycle++) {
    const child = await openChild(dataFolder, workerEntry);
    problems.push(...(await auditChild(child, ledger, (entry) => entry.cycle >= cycle - 2)));
    await pumpUntilKilled(child, random, nextId, (ack, sha1) => {
      const entry: LedgerEntry = { ...ack, sha1, cycle, removals: new Map() };
      ledger.set(ack.id, entry);
      return entry;
    });
  }
  const child = await openChild(dataFolder, workerEntry);
  problems.push(...(await auditChild(child, ledger, () => true)));
  await kill(child);
  return { acknowledged: ledger.size, problems };
}

async function openChild(dataFolder: string, workerEntry: string | undefined): Promise<ChildProcess> {
  const child = fork(
    fileURLToPath(new URL('./store-child.ts', import.meta.url)),
    [dataFolder, ...(workerEntry === undefined ? [] : [workerEntry])],
    {
      serialization: 'advanced',
      execArgv: [],
      env: { NODE_COMPILE_CACHE: join(dataFolder, 'compile-cache') },
    },
  );
  await answer(child, 'ready');
  return child;
}

async function pumpUntilKilled(
  child: ChildProcess,
  random: SeededRandom,
  nextId: () => string,
  onAck: (ack: Ack, sha1: string) => LedgerEntry,
): Promise<void> {
  const hashes = new Map<string, string>();
  const put = (): void => {
    const message = randomPut(random, nextId());
    hashes.set(message.id, createHash('sha1').update(message.body).digest('hex'));
    if (child.connected) child.send(message satisfies ToChild, () => undefined);
  };
  const inMailboxes = new Map<string, LedgerEntry>();
  const note = (message: FromChild): LedgerEntry | null => {
    if (message.kind === 'removed')
      for (const uid of message.uids) {
        const key = copyKey([message.account, uid]);
        inMailboxes.get(key)?.removals.set(key, 'acknowledged');
      }
    if (message.kind !== 'ack') return null;
    const entry = onAck(message, hashes.get(message.id) ?? '');
    for (const copy of entry.copies) inMailboxes.set(copyKey(copy), entry);
    return entry;
  };
  child.on('message', (message: FromChild) => {
    const entry = note(message);
    if (entry === null) return;
    if (random.next() < 0.4) removeSome(child, random, entry);
    put();
  });
  for (let writer = 0; writer < WRITERS; writer++) put();
  await delay(random.integer(20, 500));
  // In half of the cycles the kill meets the settler, which waits for a pause.
  if (random.next() < 0.5) {
    child.removeAllListeners('message');
    child.on('message', note);
    await delay(random.integer(80, 250));
  }
  await kill(child);
}

/** All copies of a message or the first one go, as their owners would remove them. */
function removeSome(child: ChildProcess, random: SeededRandom, entry: LedgerEntry): void {
  for (const [account, uid] of random.next() < 0.5 ? entry.copies : entry.copies.slice(0, 1)) {
    entry.removals.set(copyKey([account, uid]), 'asked');
    if (child.connected)
      child.send({ kind: 'remove', account, uids: [uid] } satisfies ToChild, () => undefined);
  }
}

function copyKey([account, uid]: Copy): string {
  return `${String(account)}/${String(uid)}`;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null)
    throw new Error(`The store's process ended by itself with ${String(child.exitCode)}`);
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

function randomPut(random: SeededRandom, id: string): Put {
  const bytes = Math.floor(512 * Math.exp(random.next() * Math.log(660_000 / 512)));
  const first = random.integer(1, ACCOUNTS);
  const accounts = Array.from({ length: random.integer(1, 3) }, (_, n) => 1 + ((first + n) % ACCOUNTS));
  const queued = random.next() < 0.3 ? [`remote${String(random.integer(1, 9))}`] : [];
  return {
    kind: 'put',
    id,
    accounts,
    queued,
    body: Buffer.alloc(bytes, `${id} of ${String(bytes)} bytes\r\n`),
  };
}

async function auditChild(
  child: ChildProcess,
  ledger: ReadonlyMap<string, LedgerEntry>,
  isHashed: (entry: LedgerEntry) => boolean,
): Promise<readonly string[]> {
  const hashed = [...ledger].filter(([, entry]) => isHashed(entry)).map(([id]) => id);
  const audited = answer(child, 'audit');
  child.send({ kind: 'audit', hashed } satisfies ToChild);
  const audit = await audited;
  return [...audit.faults, ...[...ledger].flatMap(([id, entry]) => compare(id, entry, audit))];
}

function compare(id: string, expected: LedgerEntry, { placements, hashes }: Audit): readonly string[] {
  const found = placements.get(id) ?? { copies: [], queued: [] };
  const mustStay = expected.copies.filter((copy) => !expected.removals.has(copyKey(copy)));
  if (mustStay.length + expected.queued.length === 0 && found.copies.length === 0) return [];
  if (!placements.has(id)) return [`${id}: acknowledged and gone`];
  const isThere = new Set(found.copies.map(copyKey));
  // What was asked for and never acknowledged may have happened or not.
  const mayBe = expected.copies.filter((copy) => expected.removals.get(copyKey(copy)) !== 'acknowledged');
  const wanted = mayBe.filter((copy) => !expected.removals.has(copyKey(copy)) || isThere.has(copyKey(copy)));
  const sameCopies = JSON.stringify(found.copies) === JSON.stringify(wanted);
  const sameQueue = JSON.stringify(found.queued) === JSON.stringify(expected.queued);
  const hash = hashes.get(id) ?? expected.sha1;
  return [
    ...(sameCopies ? [] : [`${id}: in ${JSON.stringify(found.copies)}, was in ${JSON.stringify(wanted)}`]),
    ...(sameQueue
      ? []
      : [`${id}: queue ${JSON.stringify(found.queued)}, was ${JSON.stringify(expected.queued)}`]),
    ...(hash === expected.sha1 ? [] : [`${id}: content changed (${hash})`]),
  ];
}

async function answer<K extends FromChild['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<FromChild, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => {
      reject(new Error(`The store's process ended with ${String(code)} before it said "${kind}"`));
    };
    const onMessage = (message: FromChild): void => {
      if (message.kind !== kind) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
      // The kind was compared one line above.
      resolve(message as Extract<FromChild, { kind: K }>);
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}
