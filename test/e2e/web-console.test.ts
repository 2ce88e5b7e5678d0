import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../helpers/chromium.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';
import { claimLocalSender, goTo, LOCAL_SENDER, toggleLocalSender } from './office-window.ts';

/** The same window in a browser, served by the headless host: real server, real HTTP, real mail clients. */

let browser: Browser;
let host: HeadlessHost;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  host = await startHeadlessHost(OFFICE);
  page = await openConsole();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  await host.remove();
});

async function openConsole(): Promise<Page> {
  const opened = await browser.newPage();
  await opened.goto(host.console);
  await opened.getByRole('navigation').waitFor();
  return opened;
}

test('the token leaves the address as soon as the page is open', () => {
  expect(page.url()).not.toContain('token');
});

test('a toggle works on the very next message', async () => {
  await toggleLocalSender(page, host.port('smtp'));
});

test('what one window changes, another one shows at once', async () => {
  const other = await openConsole();
  await goTo(other, 'SMTP Authentication');
  await goTo(page, 'SMTP Authentication');
  await page.getByRole('switch', { name: LOCAL_SENDER, exact: true }).press('Space');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Turn off' }).click();
  const switched = other.getByRole('switch', { name: LOCAL_SENDER, exact: true });
  await expect.poll(() => switched.isChecked()).toBe(false);
  await other.close();
});

test('a change survives a restart', async () => {
  expect(await host.stop()).toBe(0);
  host = await startHeadlessHost({ hostname: OFFICE.hostname }, host.dataFolder);
  page = await openConsole();
  await goTo(page, 'SMTP Authentication');
  await expect
    .poll(() => page.getByRole('switch', { name: LOCAL_SENDER, exact: true }).isChecked())
    .toBe(false);
  expect(await claimLocalSender(host.port('smtp'))).toMatch(/^250 /);
});
