import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { findChromium, findHeadlessShell } from './helpers/chromium.ts';

/**
 * Programs that the tests drive and npm does not bring: a browser, and mail programs that nobody here wrote. On
 * Debian as root they are installed; elsewhere the browser is asked for and the tests that need the others say
 * that they are skipped.
 */
const PEERS: Readonly<Record<string, string>> = {
  curl: 'curl',
  dkimverify: 'python3-dkim python3-nacl',
  fetchmail: 'fetchmail',
  getmail: 'getmail6',
  makensis: 'nsis',
  mpop: 'mpop',
  msmtp: 'msmtp',
  postfix: 'postfix',
  python3: 'python3',
  'smtp-source': 'postfix',
  swaks: 'swaks libnet-ssleay-perl',
};

export function installTools(): void {
  const packages = new Set(
    Object.entries(PEERS)
      .filter(([program]) => !isInstalled(program))
      .flatMap(([, names]) => names.split(' ')),
  );
  if (findChromium() === null) for (const name of ['chromium', 'fonts-dejavu-core']) packages.add(name);
  if (packages.size > 0 && canInstall()) install([...packages]);
  // Apart, for not every distribution has it; without it the tests drive the whole browser.
  if (findHeadlessShell() === null && canInstall()) install(['chromium-headless-shell']);
  if (findChromium() === null) {
    throw new Error(
      'No Chromium was found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
  }
}

export function isInstalled(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function canInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && isInstalled('apt-get');
}

function install(packages: readonly string[]): void {
  process.stderr.write(`Installing ${packages.join(', ')} for the tests.\n`);
  const options: SpawnSyncOptions = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  const result = spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    options,
  );
  if (result.status !== 0) process.stderr.write(`apt-get could not install ${packages.join(', ')}.\n`);
}
