import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { runCrashCycles, type CrashPlan, type CrashRun } from './crash-cycles.ts';
import { CRASH_SEED, ledgerLine } from './crash-settings.ts';
import { killingSite } from './crash-sites.ts';

/** `npm run nightly` has more of them. */
const CYCLES = 20;

async function killed(plan: Omit<CrashPlan, 'seed'>): Promise<CrashRun> {
  const site = await killingSite();
  onTestFinished(site.remove);
  return runCrashCycles(site, { ...plan, seed: CRASH_SEED });
}

test(
  `nothing acknowledged is lost, changed or undone in ${String(CYCLES)} times kill -9 under load`,
  { timeout: CYCLES * 20_000 },
  async () => {
    const run = await killed({ cycles: CYCLES });
    console.log(ledgerLine('kill -9', run));
    expect(run).toMatchObject({ problems: [], refused: 0 });
    expect(run.acknowledged).toBeGreaterThan(CYCLES);
  },
);

test('a worker that acknowledges before it commits is found out', { timeout: 120_000 }, async () => {
  const workerEntry = fileURLToPath(new URL('./early-ack-worker.ts', import.meta.url));
  const { problems } = await killed({ cycles: 8, workerEntry, untilProblem: true });
  expect(problems).toContainEqual(expect.stringContaining('acknowledged and gone'));
});
