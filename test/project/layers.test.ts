import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

const root = path.resolve(import.meta.dirname, '../..');
const planted: string[] = [];

async function cruise(): Promise<Report> {
  const tool = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [
    tool,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'server',
    'electron',
    'renderer',
  ];
  // Violations end the tool with their number as exit code; its report is what counts.
  const run = promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  const output = await run.catch((error: unknown) => error as { readonly stdout: string });
  return JSON.parse(output.stdout) as Report;
}

async function plant(file: string, text: string): Promise<void> {
  const full = path.join(root, file);
  planted.push(full);
  await writeFile(full, text);
}

afterEach(async () => {
  await Promise.all(planted.splice(0).map((file) => rm(file, { force: true })));
});

describe('the layers', () => {
  test('hold, and the check reads the whole product', async () => {
    const { summary } = await cruise();
    expect(summary.violations).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(150);
  });

  test('are checked: forbidden imports planted in six layers are all caught', async () => {
    await plant(
      'server/contract/planted.ts',
      "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n",
    );
    await plant(
      'server/policy/planted.ts',
      "import { hostname } from 'node:os';\nexport const a = hostname;\n",
    );
    await plant(
      'server/log/planted.ts',
      "import { judgeMail } from '../policy/judge-mail.ts';\nexport const a = judgeMail;\n",
    );
    await plant(
      'server/delivery/planted.ts',
      "import { openStore } from '../store/open-store.ts';\nexport const a = openStore;\n",
    );
    await plant(
      'renderer/planted.ts',
      "import { startServer } from '../server/app.ts';\nexport const a = startServer;\n",
    );
    await plant(
      'server/console/planted.ts',
      "import { Disposal } from '../app/disposal.ts';\nexport const a = Disposal;\n",
    );
    const { summary } = await cruise();
    const caught = summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
    expect(caught).toEqual(
      expect.arrayContaining([
        'server/contract/planted.ts: contract-is-a-leaf',
        'server/policy/planted.ts: policy-is-pure',
        'server/log/planted.ts: log-alone',
        'server/delivery/planted.ts: delivery-alone',
        'renderer/planted.ts: renderer-is-a-page',
        'server/console/planted.ts: app-parts',
      ]),
    );
  });
});
