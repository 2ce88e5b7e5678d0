import { setTimeout as delay } from 'node:timers/promises';
import { CrashLoad } from './crash-load.ts';
import { Ledger } from './ledger.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';
import { StoreProcess } from './store-process.ts';

/** Where a store crashes, and how. */
export interface CrashSite {
  readonly dataFolder: string;
  /** Outlives the crash, whatever it is. */
  readonly cacheFolder: string;
  /** Ends the process and leaves the data folder as a restart finds it. */
  crash(process: StoreProcess): Promise<void>;
}

export interface CrashPlan {
  readonly cycles: number;
  readonly seed: number;
  /** Another storage worker than the product's. */
  readonly workerEntry?: string;
  /** Stops as soon as something is wrong. */
  readonly untilProblem?: boolean;
}

export interface CrashRun {
  readonly cycles: number;
  /** Operations: messages taken, removals, settlements of the queue. */
  readonly acknowledged: number;
  readonly refused: number;
  /** Everything acknowledged that is missing or changed, and everything that is wrong in itself. */
  readonly problems: readonly string[];
}

/**
 * Opens a store in a process, keeps it busy, lets it crash at a random moment, opens it again and compares with the
 * ledger of what was acknowledged; so many times. The last opening is compared byte by byte.
 */
export async function runCrashCycles(site: CrashSite, plan: CrashPlan): Promise<CrashRun> {
  const random = seededRandom(plan.seed);
  const ledger = new Ledger();
  const problems: string[] = [];
  let lastId = 0;
  let refused = 0;
  const nextId = (): string => `crash${String(++lastId).padStart(8, '0')}`;
  /** What was taken on in the last cycles is looked at byte by byte each time. */
  const youngerThan = (id: number) => (message: string) => Number(message.slice('crash'.length)) > id;
  const open = (): Promise<StoreProcess> =>
    StoreProcess.open(site.dataFolder, site.cacheFolder, plan.workerEntry);
  let cycle = 0;
  const firstIds: number[] = [];
  for (; cycle < plan.cycles && !(plan.untilProblem === true && problems.length > 0); cycle++) {
    const process = await open();
    problems.push(...(await audit(process, ledger, youngerThan(firstIds.at(-2) ?? 0))));
    firstIds.push(lastId);
    const load = new CrashLoad(ledger, random, nextId, (number, operation) => {
      process.send(number, operation);
    });
    process.onMessage((message) => {
      if (message.kind === 'refused') refused++;
      load.hear(message);
    });
    load.start();
    await pass(load, random);
    await site.crash(process);
  }
  const last = await open();
  problems.push(...(await audit(last, ledger, () => true)));
  await last.kill();
  return { cycles: cycle, acknowledged: ledger.acknowledged, refused, problems };
}

/** In half of the cycles the crash meets the settler, which waits for a pause. */
async function pass(load: CrashLoad, random: SeededRandom): Promise<void> {
  await delay(random.integer(20, 500));
  if (random.next() < 0.5) return;
  load.pause();
  await delay(random.integer(80, 250));
}

async function audit(
  process: StoreProcess,
  ledger: Ledger,
  isHashed: (message: string) => boolean,
): Promise<readonly string[]> {
  const all = new Set([...ledger.all('')].map(({ message }) => message));
  const { placements, hashes, faults } = await process.audit([...all].filter(isHashed));
  return [...faults, ...ledger.audit(placements, hashes)];
}
