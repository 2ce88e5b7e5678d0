import type { Page } from 'playwright-core';
import type { CallName, CallResult, Calls } from '../../../server/contract/api.ts';
import { launchChromium } from '../../helpers/chromium.ts';
import { makeOfficeFolder, removeFolder, startDesktopApp } from '../../helpers/desktop-app.ts';
import { startHeadlessHost, type WrittenSetup } from '../../helpers/headless-host.ts';
import { Keyboard } from './keyboard.ts';
import type { Office } from './office.ts';

type Call = <N extends CallName>(name: N, ...args: Parameters<Calls[N]>) => Promise<CallResult<N>>;

/** How a person reaches the server: the same window, over HTTP or over Electron's IPC. */
export type OpenOffice = (setup: WrittenSetup) => Promise<Office>;

/** The console of a headless host in Chromium. */
export async function openWebConsole(setup: WrittenSetup, existingData?: string): Promise<Office> {
  const browser = await launchChromium();
  const host = await startHeadlessHost(setup, existingData);
  const page = await browser.newPage({ viewport: { width: 1180, height: 800 } });
  await page.goto(host.console);
  await page.getByRole('navigation').waitFor();
  const end = async () => {
    await browser.close();
    await host.stop();
  };
  return {
    ...officeOf(page, host.call),
    restart: async () => {
      await end();
      return openWebConsole({}, host.dataFolder);
    },
    close: async () => {
      await end();
      await host.remove();
    },
  };
}

/** The built desktop app, by the stand-in for Electron or the real one. */
export async function openDesktopApp(setup: WrittenSetup): Promise<Office> {
  return openDesktopFolder(await makeOfficeFolder(setup));
}

async function openDesktopFolder(folder: string): Promise<Office> {
  const desktop = await startDesktopApp(folder);
  const call: Call = async (name, ...args) => {
    const asked = [name, args] as const;
    const outcome = await desktop.page.evaluate(
      ([what, given]) => globalThis.gatepost.call(what, given),
      asked,
    );
    if (!outcome.ok) throw new Error(`${name}: ${outcome.failure.message}`);
    return outcome.value as CallResult<typeof name>; // the server's own answer
  };
  return {
    ...officeOf(desktop.page, call),
    restart: async () => {
      await desktop.quit();
      return openDesktopFolder(folder);
    },
    close: async () => {
      await desktop.quit();
      await removeFolder(folder);
    },
  };
}

function officeOf(page: Page, call: Call): Pick<Office, 'page' | 'keys' | 'call' | 'port'> {
  return {
    page,
    keys: new Keyboard(page),
    call,
    port: async (name) => {
      const { listeners } = await call('status.get');
      const found = listeners.find((listener) => listener.name === name);
      if (found?.state !== 'listening') throw new Error(`the listener ${name} does not listen`);
      return found.boundPort;
    },
  };
}
