import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { runKillCycles } from './kill-cycles.ts';

/** GATEPOST_KILL_CYCLES=1000 soaks; GATEPOST_KILL_SEED repeats the choices of an earlier run. */
const CYCLES = Number(process.env['GATEPOST_KILL_CYCLES'] ?? 50);
const SEED = Number(process.env['GATEPOST_KILL_SEED'] ?? Date.now() % 2 ** 32);

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-kill-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test(
  `nothing acknowledged is lost or changed in ${String(CYCLES)} times kill -9 under load`,
  { timeout: CYCLES * 20_000 },
  async () => {
    console.log(`GATEPOST_KILL_SEED=${String(SEED)}`);
    const run = await runKillCycles(CYCLES, SEED, await temporaryFolder());
    console.log(`${String(run.acknowledged)} messages acknowledged`);
    expect(run.problems).toEqual([]);
    expect(run.acknowledged).toBeGreaterThan(CYCLES);
  },
);

test('a worker that acknowledges before it commits is found out', { timeout: 120_000 }, async () => {
  const buggyWorker = fileURLToPath(new URL('./early-ack-worker.ts', import.meta.url));
  const run = await runKillCycles(4, SEED, await temporaryFolder(), buggyWorker);
  expect(run.problems).toContainEqual(expect.stringContaining('acknowledged and gone'));
});
