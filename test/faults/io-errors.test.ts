import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nodeFileSystem } from '../../server/store/file-system.ts';
import { openStore, type Store } from '../../server/store/open-store.ts';
import { nodeSqlite } from '../../server/store/sql-connection.ts';
import { toMailbox } from './carry-out.ts';
import { FailingDisk, type FaultKind } from './failing-disk.ts';
import { inProcessWorker } from './in-process-worker.ts';
import { acknowledged, arrival, problemsOf } from './ledger-operations.ts';
import { Ledger, THERE, type Effect } from './ledger.ts';
import type { NewMessage } from './store-child-messages.ts';

const TOGETHER = 16;

/** SQLite's own method: one fixed scenario, in which the first call fails, then the second, and so on. */
test.each<[FaultKind, 'sql' | 'files']>([
  ['fail', 'sql'],
  ['tear', 'sql'],
  ['fail', 'files'],
  ['tear', 'files'],
])(
  'whichever call has the fault "%s" (%s), nothing acknowledged is lost and nothing is half done',
  { timeout: 120_000 },
  async (kind, layer) => {
    const sound = await runScenario(new FailingDisk(layer, Number.POSITIVE_INFINITY, kind));
    expect(sound).toMatchObject({ acknowledged: 5, problems: [] });
    const problems: string[] = [];
    for (let first = 1; first <= sound.calls; first += TOGETHER) {
      const calls = Array.from({ length: TOGETHER }, (_, n) => first + n).filter((n) => n <= sound.calls);
      const runs = await Promise.all(calls.map((n) => runScenario(new FailingDisk(layer, n, kind))));
      for (const [index, run] of runs.entries())
        problems.push(...run.problems.map((problem) => `call ${String(calls[index])}: ${problem}`));
    }
    console.log(`${layer}, ${kind}: ${String(sound.calls)} calls`);
    expect(problems).toEqual([]);
  },
);

interface ScenarioRun {
  readonly calls: number;
  readonly acknowledged: number;
  readonly problems: readonly string[];
}

/** Runs the scenario on the failing disk, then opens the store on a sound one and looks. */
async function runScenario(disk: FailingDisk): Promise<ScenarioRun> {
  const dataFolder = await memoryFolder();
  const ledger = new Ledger();
  try {
    const store = await open(dataFolder, disk);
    await scenario(store, ledger);
    await store.dispose();
  } catch {
    // It could not be opened at all: nothing was acknowledged.
  }
  const { acknowledged: count } = ledger;
  const sound = await open(dataFolder, { sqlite: nodeSqlite, fileSystem: nodeFileSystem });
  const problems = await problemsOf(sound, dataFolder, ledger);
  await sound.dispose();
  return { calls: disk.callCount, acknowledged: count, problems };
}

/** Two messages come in, one of them big; they are sent on, rerouted and reported about; one copy is fetched. */
async function scenario(store: Store, ledger: Ledger): Promise<void> {
  for (const message of [newMessage('scenario0001', 5000, 'ann'), newMessage('scenario0002', 300_000, 'bob')])
    await attempt(acknowledged(store, ledger, { kind: 'put', message }, arrival(ledger, message)));
  await hasSettled(store);
  for (const entry of [...ledger.all('entry/')]) await attempt(settleEntry(store, ledger, entry));
  const [copy] = ledger.all('copy/1/');
  if (copy === undefined) return;
  const uids = [Number(copy.key.split('/')[2])];
  const gone: Effect = { message: copy.message, key: copy.key, before: THERE, after: null };
  await attempt(acknowledged(store, ledger, { kind: 'remove', account: 1, uids }, [gone]));
}

/** Ann's is done and reported about by a big message; bob turned out to live here. */
async function settleEntry(
  store: Store,
  ledger: Ledger,
  { message, key, value }: { readonly message: string; readonly key: string; readonly value: string },
): Promise<void> {
  const id = Number(key.split('/')[2]);
  const gone: Effect = { message, key, before: value, after: null };
  if (key.startsWith('entry/ann/')) {
    const report: NewMessage = { ...newMessage('report000001', 300_000, 'joe'), accounts: [3] };
    const changes = [{ kind: 'done', id }] as const;
    await acknowledged(store, ledger, { kind: 'settle', changes, reports: [report], touched: [message] }, [
      gone,
      ...arrival(ledger, report),
    ]);
    return;
  }
  const changes = [{ kind: 'rerouted', id, deliveries: [toMailbox(2)] }] as const;
  await acknowledged(store, ledger, { kind: 'settle', changes, reports: [], touched: [message] }, [
    gone,
    { message, key: 'copy/2/', before: null, after: THERE },
  ]);
}

function newMessage(id: string, bytes: number, recipient: string): NewMessage {
  const traceHeader = 'Return-Path: <>\r\n';
  return { id, accounts: [1], recipients: [recipient], traceHeader, body: Buffer.alloc(bytes, id) };
}

/** Resolves when the settler has done its first work, or will not. */
async function hasSettled(store: Store): Promise<void> {
  await expect
    .poll(() => store.stats().messagesSettled, { timeout: 400, interval: 10 })
    .toBeGreaterThan(0)
    .catch(() => undefined); // it met the fault, or there was nothing to settle
}

/** A refusal is in order; the ledger knows that nobody was told otherwise. */
async function attempt(work: Promise<void>): Promise<void> {
  await work.catch(() => undefined);
}

function open(dataFolder: string, drivers: Pick<FailingDisk, 'sqlite' | 'fileSystem'>): Promise<Store> {
  const options = {
    dataFolder,
    schema: [],
    clock: Date.now,
    onEvent: () => undefined,
    freeSpaceFloorBytes: 0,
  };
  return openStore(options, { spawn: inProcessWorker(drivers), fileSystem: drivers.fileSystem });
}

/** In memory where the system has such a folder: what a power cut would leave is not asked here. */
async function memoryFolder(): Promise<string> {
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = await mkdtemp(join(parent, 'gatepost-io-errors-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
