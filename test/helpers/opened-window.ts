import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildWindow, type BuiltWindow } from './built-window.ts';
import { launchChromium } from './chromium.ts';
import type { Scenario } from './fake-console/fake-world.ts';
import { startFakeConsole, type FakeConsoleServer } from './fake-console-server.ts';

export interface OpenedWindow {
  readonly page: Page;
  readonly server: FakeConsoleServer;
  /** Errors of the page and breaches of its content policy; a test expects none. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

export interface WindowOptions extends BrowserContextOptions {
  /** Puts something between the window and the server: answers the address to open in place of the server's. */
  readonly through?: (url: string) => string;
}

export interface WindowBench {
  readonly open: (scenario: Scenario, route?: string, options?: WindowOptions) => Promise<OpenedWindow>;
  readonly dispose: () => Promise<void>;
}

/** Starts a browser, once for a test file; each test opens a window of its own. Without `given` the window is built. */
export async function startWindowBench(given?: BuiltWindow): Promise<WindowBench> {
  const built = given ?? (await buildWindow());
  const browser = await launchChromium();
  return {
    open: (scenario, route = '', options = {}) => openWindow(browser, built, scenario, route, options),
    dispose: async () => {
      await browser.close();
      await built.remove();
    },
  };
}

async function openWindow(
  browser: Browser,
  built: BuiltWindow,
  scenario: Scenario,
  route: string,
  { through, ...options }: WindowOptions,
): Promise<OpenedWindow> {
  const server = await startFakeConsole(scenario, built.folder);
  const context = await browser.newContext({
    viewport: { width: 1180, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text());
  });
  await page.goto(through ? through(server.url) : server.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (route !== '') await page.goto(`${new URL('/', page.url()).href}#${route}`);
  return {
    page,
    server,
    faults,
    close: async () => {
      await context.close();
      await server.dispose();
    },
  };
}

/** A picture of the page for those who look, where GATEPOST_SHOTS names a folder. */
export async function takeShot(page: Page, name: string): Promise<void> {
  const folder = process.env['GATEPOST_SHOTS'];
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
