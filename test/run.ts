import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { installTools } from './install-tools.ts';

/**
 * `npm test`: everything. Finds or installs what the tests drive, builds what they load, holds the policy to full
 * coverage by its own tests, and runs them all. `npm test -- test/policy` runs a part.
 */
const root = path.resolve(import.meta.dirname, '..');
const selection = process.argv.slice(2);

installTools();
runModule('vite/bin/vite.js', ['build', '--app', '--logLevel', 'warn']);
// Apart, because counting branches makes every test half as slow again.
if (selection.length === 0) {
  runModule('vitest/vitest.mjs', ['run', '--coverage', '--reporter', 'dot', 'test/policy']);
}
runModule('vitest/vitest.mjs', ['run', ...selection]);

function runModule(script: string, args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [path.join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
