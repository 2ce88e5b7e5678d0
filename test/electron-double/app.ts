import { EventEmitter } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import type { BrowserWindow } from './browser-window.ts';
import { startChromium, type Chromium } from './chromium.ts';
import { record } from './recorder.ts';
import { takeInstanceLock, type InstanceLock } from './single-instance.ts';
import { preventable, strict } from './strict.ts';

interface AppDescription {
  readonly name: string;
  readonly productName?: string;
  readonly version: string;
}

/** The life of the process, shared with windows and protocol. */
export const life = {
  state: 'starting' as 'starting' | 'ready' | 'quitting' | 'gone',
  description: { name: 'electron', version: '0' } as AppDescription,
  folder: process.cwd(),
  windows: new Map<number, BrowserWindow>(),
  chromium: null as Chromium | null,
};

/** The running browser; asked for only once the app is ready. */
export function chromium(): Chromium {
  if (!life.chromium) throw new Error('electron double: the app is not ready');
  return life.chromium;
}

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = strict('app.commandLine', {
    switches: new Map<string, string>(),
    appendSwitch(name: string, value = ''): void {
      this.switches.set(name, value);
    },
  });
  private readonly ready = new Promise<void>((resolve) => this.once('double:ready', resolve));
  private readonly paths = new Map<string, string>();
  private lock: InstanceLock | null = null;
  private loginItem = { openAtLogin: false };

  whenReady(): Promise<void> {
    return this.ready;
  }
  isReady(): boolean {
    return life.state !== 'starting';
  }
  getName(): string {
    return life.description.productName ?? life.description.name;
  }
  getVersion(): string {
    return life.description.version;
  }
  getAppPath(): string {
    return life.folder;
  }
  setPath(name: string, folder: string): void {
    this.paths.set(name, folder);
  }
  getPath(name: string): string {
    const set = this.paths.get(name);
    if (set !== undefined) return set;
    const appData = process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config');
    const paths: Readonly<Record<string, string>> = {
      home: os.homedir(),
      appData,
      userData: path.join(appData, this.getName()),
      temp: os.tmpdir(),
    };
    const found = paths[name];
    if (found === undefined) throw new Error(`electron double: app.getPath('${name}') is not implemented`);
    return found;
  }
  enableSandbox(): void {
    record('app.enableSandbox');
  }
  setAboutPanelOptions(options: object): void {
    record('app.setAboutPanelOptions', options);
  }
  setAppUserModelId(id: string): void {
    record('app.setAppUserModelId', id);
  }
  setLoginItemSettings(settings: { openAtLogin: boolean; args?: string[] }): void {
    record('app.setLoginItemSettings', settings);
    this.loginItem = { openAtLogin: settings.openAtLogin };
  }
  getLoginItemSettings(): { openAtLogin: boolean } {
    return this.loginItem;
  }
  requestSingleInstanceLock(): boolean {
    this.lock ??= takeInstanceLock(this.getPath('userData'), ({ argv, cwd }) => {
      this.emit('second-instance', preventable(), argv, cwd, {});
    });
    return this.lock.kind === 'first';
  }
  quit(): void {
    void quit(this);
  }
  exit(code = 0): void {
    void finish(code);
  }
  /** Resolves once a running first instance has heard of this one. */
  async toldFirstInstance(): Promise<void> {
    if (this.lock?.kind === 'second') await this.lock.told;
  }
}

export const app = strict('app', new App());

async function quit(current: App): Promise<void> {
  if (life.state === 'quitting' || life.state === 'gone') return;
  const before = life.state;
  const asked = preventable();
  current.emit('before-quit', asked);
  if (asked.defaultPrevented) return;
  life.state = 'quitting';
  for (const window of [...life.windows.values()]) {
    if (!(await window.closeForQuit())) {
      life.state = before;
      return;
    }
  }
  const last = preventable();
  current.emit('will-quit', last);
  if (last.defaultPrevented) {
    life.state = before;
    return;
  }
  current.emit('quit', preventable(), 0);
  await current.toldFirstInstance();
  await finish(0);
}

async function finish(code: number): Promise<void> {
  if (life.state === 'gone') return;
  life.state = 'gone';
  await life.chromium?.stop();
  process.exit(code);
}

/** Loads the app as the binary does: main module first, `ready` when the browser is up. */
export async function boot(
  folder: string,
  description: AppDescription,
  loadMain: () => Promise<unknown>,
): Promise<void> {
  life.folder = folder;
  life.description = description;
  Object.assign(process, { type: 'browser', defaultApp: true });
  Object.defineProperty(process.versions, 'electron', { value: '0.0.0-double', enumerable: true });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
  await loadMain();
  if (isEnding()) return; // quit before ready: another instance runs
  life.chromium = await startChromium(app.commandLine.switches);
  Object.defineProperty(process.versions, 'chrome', { value: life.chromium.version, enumerable: true });
  life.chromium.onExit(() => void finish(1));
  await life.chromium.connection.send('Target.setDiscoverTargets', { discover: true });
  process.stderr.write(`\nDevTools listening on ${life.chromium.devToolsUrl}\n`);
  life.state = 'ready';
  app.emit('ready', {});
  app.emit('double:ready');
}

function isEnding(): boolean {
  return life.state !== 'starting';
}
