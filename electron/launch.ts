import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * `npm start`: the desktop app where there is an Electron binary and a display, else the headless host with its
 * console for a browser. Says in one line which and why.
 */
const root = path.resolve(import.meta.dirname, '..');

const electron = findElectron();
if (electron !== null && hasDisplay()) run(electron, [root, ...process.argv.slice(2)]);
else {
  const reason = electron === null ? 'No Electron binary is installed' : 'There is no display';
  process.stderr.write(
    `${reason}: starting the headless host; open the address under "console" in a browser.\n`,
  );
  const dataFolder = path.join(os.homedir(), '.gatepost');
  run(process.execPath, [
    path.join(root, 'server/headless/serve.ts'),
    '--data',
    dataFolder,
    ...process.argv.slice(2),
  ]);
}

/** The binary that the electron package would start, found without letting it try to download one. */
function findElectron(): string | null {
  const packageFolder = path.join(root, 'node_modules/electron');
  const pathFile = path.join(packageFolder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : null;
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const binary =
    override === undefined
      ? path.join(packageFolder, 'dist', name ?? 'electron')
      : path.join(override, name ?? 'electron');
  return existsSync(binary) ? binary : null;
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}

function run(command: string, args: readonly string[]): void {
  const child = spawn(command, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${command} could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
