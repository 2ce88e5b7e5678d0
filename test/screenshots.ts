import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from './helpers/chromium.ts';
import { startHeadlessHost, type HeadlessHost } from './helpers/headless-host.ts';
import { makeTraffic } from './screenshots/morning.ts';
import { startNeighbours, type Neighbours } from './screenshots/neighbours.ts';
import { officeSetup } from './screenshots/office-setup.ts';

/**
 * `npm run screenshots`: the pages of the README and of docs/, light and dark, taken from the real host with an
 * office's data and a few minutes of its traffic. To be looked at before they are committed: with
 * `npm run screenshots -- FOLDER` they are written there instead.
 */
const FOLDER = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../docs/screenshots'));
const SIZE = { width: 1280, height: 860 };
/** Long pages are shown whole, up to this height. */
const MOST_HEIGHT = 1900;
const PAGES = [
  'Dashboard',
  'Live log',
  'SMTP Authentication',
  'White list',
  'Dynamic Screen',
  'Trusted and Local IPs',
  'Sender checks',
  'Try it',
  'Accounts',
  'Send as and limits',
  'Domains',
  'Aliases',
  'Gateways',
  'Queue',
  'Server',
  'Change history',
] as const;
type PageName = (typeof PAGES)[number];

/** What is opened on a page before its picture is taken. */
const OPENED: Readonly<Partial<Record<PageName, (page: Page) => Promise<void>>>> = {
  Dashboard: async (page) => {
    await page.getByRole('table', { name: 'Top reasons' }).waitFor();
  },
  'Live log': async (page) => {
    await page.getByRole('radio', { name: /^Blocked/ }).check();
    await page
      .getByRole('row', { name: /Blocked.*local account.*anna@office\.example/ })
      .first()
      .click();
    await page.getByText('RCPT', { exact: false }).first().waitFor();
  },
  Queue: async (page) => {
    await page.getByRole('row', { name: /big-mail/ }).click();
    await page.getByRole('heading', { name: /big-mail/ }).waitFor();
  },
};

const neighbours = await startNeighbours();
const host = await startHeadlessHost(officeSetup(neighbours));
const browser = await launchChromium();
try {
  await signMail(host, neighbours);
  await makeTraffic(host);
  await mkdir(FOLDER, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) await takeAll(colorScheme);
} finally {
  await browser.close();
  await host.stop();
  await host.remove();
  await neighbours.stop();
}

/** One key is published and signs; its successor waits for its record. */
async function signMail({ call }: HeadlessHost, { dns }: Neighbours): Promise<void> {
  const key = await call('dkim.create', 'office.example', 'gp2026a', 'rsa');
  dns.names.set(key.recordName, { TXT: [key.recordValue] });
  await call('dkim.activate', 'office.example', 'gp2026a', true);
  await call('dkim.create', 'office.example', 'gp2026b', 'ed25519');
  await call('domainSharing.test', 'lena@office.example');
}

async function takeAll(colorScheme: 'light' | 'dark'): Promise<void> {
  const page = await browser.newPage({ viewport: SIZE, colorScheme, reducedMotion: 'reduce' });
  const shoot = (name: string) =>
    page.screenshot({
      path: path.join(FOLDER, `${name.toLowerCase().replaceAll(' ', '-')}-${colorScheme}.png`),
    });
  await page.goto(host.console);
  for (const name of PAGES) {
    await page.setViewportSize(SIZE);
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('status').getByText('Loading').waitFor({ state: 'detached' });
    await OPENED[name]?.(page);
    await showWhole(page);
    await shoot(name);
  }
  await page.setViewportSize(SIZE);
  await page.getByRole('navigation').getByRole('link', { name: 'Domains' }).click();
  await page.getByRole('button', { name: 'DNS record of gp2026a' }).click();
  await page.getByRole('button', { name: 'Check DNS' }).click();
  await page.getByText('The record is right.').waitFor();
  await shoot('DKIM record');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /notices?$/ }).click();
  await shoot('Notices');
  await page.close();
}

async function showWhole(page: Page): Promise<void> {
  const hidden = await page.evaluate(() => {
    const main = document.querySelector('main');
    return main ? main.scrollHeight - main.clientHeight : 0;
  });
  await page.setViewportSize({ ...SIZE, height: Math.min(MOST_HEIGHT, SIZE.height + hidden) });
}
