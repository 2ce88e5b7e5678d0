import { readFile } from 'node:fs/promises';
import path from 'node:path';
import net from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from '../helpers/chromium.ts';
import { startFakeDns, type FakeDns } from '../helpers/fake-dns.ts';
import { startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';
import { sharedWindow } from './shared-window.ts';
import { atStep, newInstallation, makeAnna, nameDomain, type Person } from './walks/first-run.ts';
import { Keyboard } from './walks/keyboard.ts';

/** Beside the straight way through the first run, which is one of the walks: what may happen on it. */

let browser: Browser;
let dns: FakeDns;
let host: HeadlessHost;
let page: Page;
let person: Person;

beforeAll(async () => {
  [browser, dns] = await Promise.all([launchChromium(), startFakeDns()]);
});
afterAll(async () => {
  await browser.close();
  await dns.stop();
});
beforeEach(async () => {
  host = await startHeadlessHost(newInstallation(dns.address));
  page = await openConsole();
  person = { page, keys: new Keyboard(page) };
});
afterEach(async () => {
  await page.context().close();
  await host.stop();
  await host.remove();
});

/** The window as it was just built, on the real server's own address. */
async function openConsole(): Promise<Page> {
  const context = await browser.newContext();
  const opened = await context.newPage();
  await opened.route(
    (url) => url.origin === new URL(host.console).origin && !url.pathname.startsWith('/api/'),
    async (route) => {
      const { pathname } = new URL(route.request().url());
      const file = pathname === '/' ? 'index.html' : pathname.slice(1);
      await route.fulfill({ path: path.join(sharedWindow().folder, file) });
    },
  );
  await opened.goto(host.console);
  return opened;
}

test('leaves no open relay behind', async () => {
  await nameDomain(person);
  await makeAnna(person);
  await atStep(person, 'Can others reach these ports?');
  await page.goto(`${new URL('/', page.url()).href}#/first-run?step=devices`);
  await atStep(person, 'Does a device send mail?');
  await page.getByLabel('Device', { exact: true }).selectOption('trusted');
  const ip = page.getByLabel('IP address of the device');
  await ip.fill('192.0.2.0/24');
  await ip.press('Enter');
  await page.getByText('This is not an IP address.').waitFor();
  await ip.fill('192.0.2.20');
  await ip.press('Enter');
  await atStep(person, 'Does the world know your server?');
  const { trustedIps } = await host.call('networks.list');
  expect(trustedIps).toEqual([{ range: '192.0.2.20', comment: 'Scanner' }]);
  expect(await host.call('health.testRelay')).toMatchObject({ result: 'refused' });
});

test('goes on after a reload and after it was left', async () => {
  await nameDomain(person);
  await makeAnna(person);
  await atStep(person, 'Can others reach these ports?');
  await page.reload();
  await atStep(person, 'Can others reach these ports?');
  await page.getByRole('button', { name: 'Later' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'First start' }).click();
  await atStep(person, 'Can others reach these ports?');
  expect((await host.call('accounts.list')).map(({ address }) => address)).toEqual(['anna@office.test']);
});

test('names the program that has a port, and takes another one', async () => {
  const taken = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as net.AddressInfo; // a TCP listener has no other form
  const { listeners } = await host.call('settings.get');
  await host.call('settings.set', {
    listeners: listeners.map((listener) => (listener.name === 'smtp' ? { ...listener, port } : listener)),
  });
  await nameDomain(person);
  await makeAnna(person);
  const row = page.getByRole('row', { name: new RegExp(`^${String(port)} `) });
  if (process.platform === 'linux') {
    const holder = (await readFile('/proc/self/comm', 'utf8')).trim();
    await row.getByText(`Taken by ${holder}`).waitFor();
  }
  await page.getByRole('button', { name: new RegExp(`in place of port ${String(port)}$`) }).click();
  const table = page.getByRole('table', { name: 'Ports' });
  await table.getByRole('row', { name: new RegExp(`^${String(port + 1)} .*Open`) }).waitFor();
  await new Promise((resolve) => taken.close(resolve));
});
