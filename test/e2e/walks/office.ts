import type { Download, Locator, Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import type { CallName, CallResult, Calls } from '../../../server/contract/api.ts';
import { OFFICE, type WrittenSetup } from '../../helpers/headless-host.ts';
import type { Keyboard } from './keyboard.ts';

/** The running server as a walk finds it: its window, a keyboard, and the ports where mail comes in. */
export interface Office {
  readonly page: Page;
  readonly keys: Keyboard;
  readonly port: (listener: string) => Promise<number>;
  /** Asks the server itself, past the window. */
  readonly call: <N extends CallName>(name: N, ...args: Parameters<Calls[N]>) => Promise<CallResult<N>>;
  /** Ends the server and starts it again on the same data, with a new window. */
  readonly restart: () => Promise<Office>;
  readonly close: () => Promise<void>;
}

/** The scanner of the office: a device that cannot sign in. */
export const SCANNER = '127.0.0.9';

/** Mail for others goes to a smart host that does not answer, and so waits in the queue. */
export const WALKED_OFFICE: WrittenSetup = {
  ...OFFICE,
  localIps: [SCANNER],
  outbound: {
    mode: 'smart-host',
    smartHost: { host: '127.0.0.1', port: 1, tls: 'none', login: null },
  },
};

/** The detail of the session that is selected in the log. */
export function sessionPane(page: Page): Locator {
  return page.getByRole('region', { name: 'Session', exact: true });
}

/** What is true now and what was changed last, at the bottom of every page. */
export function truthBar(page: Page): Locator {
  return page.getByRole('contentinfo');
}

/** Waits for the file that a key press saves; answers its name and what is in it. */
export async function savedBy(
  page: Page,
  press: () => Promise<void>,
): Promise<{ readonly name: string; readonly path: string; readonly text: string }> {
  const saved: Promise<Download> = page.waitForEvent('download');
  await press();
  const download = await saved;
  const path = await download.path();
  return { name: download.suggestedFilename(), path, text: await readFile(path, 'utf8') };
}
