import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Where Chromium and Chrome usually are, besides the PATH. */
const USUAL_PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((folder) => {
    const base = process.env[folder];
    return base === undefined ? [] : [path.join(base, 'Google', 'Chrome', 'Application', 'chrome.exe')];
  }),
};
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** The same engine without the browser around it, which would draw tabs and menus of its own for every window. */
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];

/** The browser that the tests drive: `CHROMIUM_PATH` if set, else the first one found; null where there is none. */
export function findChromium(): string | null {
  return wished() ?? [...onPath(NAMES), ...(USUAL_PLACES[process.platform] ?? [])].find(existsSync) ?? null;
}

/** What draws pages for the tests and nothing else; null where only a whole browser is installed. */
export function findHeadlessShell(): string | null {
  return wished() ?? onPath(SHELLS).find(existsSync) ?? null;
}

function wished(): string | null {
  const program = process.env['CHROMIUM_PATH'];
  return program === undefined || program === '' ? null : program;
}

function onPath(names: readonly string[]): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
}

/** Starts it without a window, without its own network traffic, and without a sandbox where that needs no root. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findHeadlessShell() ?? findChromium();
  if (executablePath === null)
    throw new Error('No Chromium was found; install it or set CHROMIUM_PATH to its program.');
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
