import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createPackage, extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { ROOT } from './desktop-app.ts';

const run = promisify(execFile);

export interface PackedApp {
  /** The archive's content, laid out as a folder that an Electron binary can run. */
  readonly appFolder: string;
  /** Paths in the archive, folders included. */
  readonly files: readonly string[];
  /** Fuses by name, as electron-builder flipped them in the binary. */
  readonly fuses: Readonly<Record<string, boolean>>;
  readonly remove: () => Promise<void>;
}

/** What a fuse wire starts with in every Electron binary, then its version, its length and one digit per fuse. */
const FUSE_WIRE = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u000901011001011';

/**
 * Packs the app with the project's own electron-builder.yml around a stand-in for the Electron distribution, and
 * unpacks the archive again: what is missing in it is missing in the installer too.
 */
export async function packApp(): Promise<PackedApp> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gatepost-packed-'));
  const distribution = path.join(folder, 'electron-dist');
  const output = path.join(folder, 'release');
  await makeDistribution(distribution);
  const builder = path.join(ROOT, 'node_modules/electron-builder/cli.js');
  const options = [
    `-c.electronDist=${distribution}`,
    `-c.directories.output=${output}`,
    '--publish',
    'never',
  ];
  await run(process.execPath, [builder, '--linux', '--dir', ...options], { cwd: ROOT, maxBuffer: 1 << 24 });
  const packed = path.join(output, 'linux-unpacked');
  const archive = path.join(packed, 'resources/app.asar');
  const appFolder = path.join(folder, 'app');
  extractAll(archive, appFolder);
  return {
    appFolder,
    files: listPackage(archive, { isPack: false }),
    fuses: await readFuses(path.join(packed, 'gatepost')),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The files of a distribution that electron-builder looks at. */
async function makeDistribution(folder: string): Promise<void> {
  const resources = path.join(folder, 'resources');
  const empty = path.join(folder, 'empty');
  await mkdir(resources, { recursive: true });
  await mkdir(empty);
  await writeFile(path.join(empty, 'package.json'), '{}');
  await createPackage(empty, path.join(resources, 'default_app.asar'));
  await rm(empty, { recursive: true });
  const binary = path.join(folder, 'electron');
  await writeFile(binary, `#!/bin/sh\nexit 1\n# ${FUSE_WIRE}\n`);
  await chmod(binary, 0o755);
  await writeFile(path.join(folder, 'version'), '45.4.1');
  await writeFile(path.join(folder, 'LICENSE'), '');
  await writeFile(path.join(folder, 'LICENSES.chromium.html'), '');
}

const ENABLED = '1'.charCodeAt(0);

async function readFuses(binary: string): Promise<Readonly<Record<string, boolean>>> {
  const wire = await getCurrentFuseWire(binary);
  const names = Object.entries(FuseV1Options).filter((entry): entry is [string, FuseV1Options] => {
    return typeof entry[1] === 'number';
  });
  return Object.fromEntries(names.map(([name, index]) => [name, Number(wire[index]) === ENABLED]));
}
