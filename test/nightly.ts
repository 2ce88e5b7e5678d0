import { runCrashCycles, type CrashRun } from './faults/crash-cycles.ts';
import { CRASH_SEED, ledgerLine } from './faults/crash-settings.ts';
import { killingSite, powerCutSite } from './faults/crash-sites.ts';
import { LoopDisk } from './faults/loop-disk.ts';

/**
 * `npm run nightly`: what `npm test` does a few times, many times. One line for each kind of crash; ends with 1 where
 * anything acknowledged was lost, changed or undone, or where a kind of crash cannot be tried here.
 */
const KILLS = 200;
const POWER_CUTS = 50;

await account('kill -9', async () => {
  const site = await killingSite();
  return runCrashCycles(site, { cycles: KILLS, seed: CRASH_SEED }).finally(site.remove);
});
await account('power cut', async () => {
  const disk = await LoopDisk.mount();
  return runCrashCycles(powerCutSite(disk), { cycles: POWER_CUTS, seed: CRASH_SEED }).finally(() =>
    disk.remove(),
  );
});

async function account(name: string, run: () => Promise<CrashRun>): Promise<void> {
  try {
    const result = await run();
    console.log(ledgerLine(name, result));
    for (const problem of result.problems) console.error(`  ${problem}`);
    if (result.problems.length > 0) process.exitCode = 1;
  } catch (error) {
    console.error(`${name}: could not be run (seed ${String(CRASH_SEED)}):`, error);
    process.exitCode = 1;
  }
}
