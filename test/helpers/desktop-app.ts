import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { startServer } from '../../server/app.ts';
import { confSettingsFile } from '../../server/settings/conf-settings-file.ts';
import { OFFICE } from './headless-host.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** The folder whose `out/` is run: the project's own, or a build made elsewhere. */
const BUILT = process.env['GATEPOST_APP'] ?? ROOT;

/** Set for a machine with the real Electron: then its binary runs the same files. */
export const isRealElectron = process.env['ELECTRON_REAL'] !== undefined;

export interface DesktopApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly stderr: () => string;
  /** Quits as the tray menu does; answers the exit code. */
  readonly quit: () => Promise<number | null>;
}

/** A data folder as an office has it after its first day, on ports that are free here; or one of another setup. */
export async function makeOfficeFolder(setup = OFFICE): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gatepost-desktop-'));
  const data = path.join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  const server = await startServer({
    dataFolder: data,
    openSettingsFile: confSettingsFile,
    version: '0',
    clock: Date.now,
    log: () => undefined,
    setup,
  });
  await server.dispose();
  return folder;
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Starts the bundled app in `appFolder` by Playwright's own launcher, on the data of `folder`. */
export async function startDesktopApp(folder: string, appFolder = BUILT): Promise<DesktopApp> {
  const app = await _electron.launch({
    ...(isRealElectron ? {} : { executablePath: path.join(ROOT, 'test/electron-double/electron') }),
    acceptDownloads: true,
    args: [appFolder, '--data', path.join(folder, 'data')],
    env: { ...definedEnvironment(), XDG_CONFIG_HOME: path.join(folder, 'config') },
  });
  let stderr = '';
  app.process().stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const page = await app.firstWindow();
  await page.getByRole('navigation').waitFor();
  const exit = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
  return {
    app,
    page,
    stderr: () => stderr,
    quit: async () => {
      // The connection ends while the call is under way.
      await app
        .evaluate(({ app: running }) => {
          running.quit();
        })
        .catch(() => undefined);
      return exit;
    },
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
