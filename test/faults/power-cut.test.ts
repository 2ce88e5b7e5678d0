import { fileURLToPath } from 'node:url';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { runCrashCycles, type CrashPlan, type CrashRun } from './crash-cycles.ts';
import { CRASH_SEED, ledgerLine } from './crash-settings.ts';
import { powerCutSite } from './crash-sites.ts';
import { LoopDisk } from './loop-disk.ts';

/** `npm run nightly` has more of them. */
const CYCLES = 5;
/** So many must show a bug that loses mail in a power cut. */
const CYCLES_TO_FIND_A_BUG = 10;

/** Why no power can be cut here, or null. */
let obstacle: string | null = null;
beforeAll(async () => {
  try {
    await (await LoopDisk.mount()).remove();
  } catch (error) {
    obstacle = `no power cut without Linux, root, loop devices, e2fsprogs and Perl: ${String(error)}`;
  }
});

async function powerCut(plan: Omit<CrashPlan, 'seed'>): Promise<CrashRun> {
  const disk = await LoopDisk.mount();
  onTestFinished(() => disk.remove());
  return runCrashCycles(powerCutSite(disk), { ...plan, seed: CRASH_SEED });
}

test(
  `nothing acknowledged is lost, changed or undone in ${String(CYCLES)} power cuts under load`,
  { timeout: CYCLES * 20_000 },
  async ({ skip }) => {
    if (obstacle !== null) return skip(obstacle);
    const run = await powerCut({ cycles: CYCLES });
    console.log(ledgerLine('power cut', run));
    expect(run.problems).toEqual([]);
    expect(run.acknowledged).toBeGreaterThan(CYCLES);
  },
);

test.for<readonly [string, URL, string]>([
  [
    'does not sync its write-ahead log',
    new URL('./unsynced-wal-worker.ts', import.meta.url),
    'acknowledged and gone',
  ],
  [
    'does not sync a file before it drops the message from mail.db',
    new URL('./unsynced-body-worker.ts', import.meta.url),
    'content changed',
  ],
])('a worker that %s is found out', { timeout: 200_000 }, async ([, worker, symptom], { skip }) => {
  if (obstacle !== null) return skip(obstacle);
  const workerEntry = fileURLToPath(worker);
  const { problems } = await powerCut({ cycles: CYCLES_TO_FIND_A_BUG, workerEntry, untilProblem: true });
  expect(problems).toContainEqual(expect.stringContaining(symptom));
});
