import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findChromium } from '../helpers/chromium.ts';
import { CdpConnection } from './cdp.ts';

/** The one browser that shows all windows of the app. */
export interface Chromium {
  readonly connection: CdpConnection;
  readonly devToolsUrl: string;
  /** `156.0.8078.79` */
  readonly version: string;
  onExit(listener: () => void): void;
  /** Ends the browser and removes its profile. */
  stop(): Promise<void>;
}

export async function startChromium(switches: ReadonlyMap<string, string>): Promise<Chromium> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'gatepost-electron-double-'));
  const program = findChromium();
  if (program === null) throw new Error('electron double: no Chromium was found');
  const child = spawn(program, [...commandLine(switches), `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.on('exit', () => {
    child.kill('SIGKILL');
  });
  const devToolsUrl = await devToolsUrlOf(child);
  const connection = await CdpConnection.open(devToolsUrl);
  const product = String((await connection.send('Browser.getVersion'))['product']);
  return {
    connection,
    devToolsUrl,
    version: product.split('/')[1] ?? product,
    onExit: (listener) => {
      child.once('exit', listener);
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill();
        await gone;
      }
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
}

function commandLine(switches: ReadonlyMap<string, string>): string[] {
  const given = [...switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  const isHeaded = process.env['ELECTRON_DOUBLE_HEADED'] !== undefined;
  return [
    ...given,
    ...(isHeaded ? [] : ['--headless=new']),
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--no-startup-window',
    '--remote-debugging-port=0',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-gpu',
    '--disable-quic',
    '--disable-dev-shm-usage',
    '--hide-scrollbars',
  ];
}

function devToolsUrlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /DevTools listening on (ws:\S+)/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`Chromium ended with ${String(code)}\n${output}`));
    });
  });
}
