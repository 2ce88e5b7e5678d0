import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CrashSite } from './crash-cycles.ts';
import type { LoopDisk } from './loop-disk.ts';

/** A folder in which processes are killed. What they had written stays: the operating system has it. */
export async function killingSite(): Promise<CrashSite & { readonly remove: () => Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'gatepost-kill-'));
  return {
    dataFolder: join(home, 'data'),
    cacheFolder: join(home, 'compile-cache'),
    crash: (process) => process.kill(),
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

/** A disk whose power is cut: what was not synced is gone. */
export function powerCutSite(disk: LoopDisk): CrashSite {
  return {
    dataFolder: join(disk.folder, 'data'),
    cacheFolder: join(disk.home, 'compile-cache'),
    async crash(process) {
      await disk.cutPower();
      await process.kill();
      await disk.restart();
    },
  };
}
