import { readFile } from 'node:fs/promises';
import path from 'node:path';
import net from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from '../helpers/chromium.ts';
import { startFakeDns, type FakeDns } from '../helpers/fake-dns.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';
import { Pop3Client } from '../helpers/pop3-client.ts';
import { sharedWindow } from './shared-window.ts';

/** An empty data folder and a keyboard: the whole way to a message delivered and a forged one blocked. */

let browser: Browser;
let dns: FakeDns;
let host: HeadlessHost;
let page: Page;
let strokes: number;

beforeAll(async () => {
  [browser, dns] = await Promise.all([launchChromium(), startFakeDns()]);
});
afterAll(async () => {
  await browser.close();
  await dns.stop();
});
beforeEach(async () => {
  strokes = 0;
  host = await startHeadlessHost({
    hostname: 'localhost.localdomain',
    dns: { servers: [dns.address] },
    listeners: [
      ...(OFFICE.listeners ?? []),
      { name: 'pop3s', kind: 'pop3', host: '127.0.0.1', port: 0, tls: 'implicit' },
    ],
  });
  page = await openConsole();
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

async function press(key: string): Promise<void> {
  strokes++;
  await page.keyboard.press(key);
}

async function type(text: string): Promise<void> {
  strokes += text.length;
  await page.keyboard.type(text);
}

/** The step has come, and whoever uses a keyboard or a screen reader is at its heading. */
async function atStep(title: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 2, name: title });
  await heading.waitFor();
  await expect.poll(() => heading.evaluate((found) => found === document.activeElement)).toBe(true);
}

async function nameDomain(): Promise<void> {
  await atStep('What is your domain?');
  await press('Tab');
  await press('Control+a');
  await type('office.test');
  await press('Enter');
}

async function makeAnna(): Promise<string> {
  await atStep('Who gets a mailbox?');
  await press('Tab');
  await type('anna');
  const password = await page.getByLabel('Password').inputValue();
  await press('Enter');
  return password;
}

test('leads by keyboard alone from nothing to a message delivered and a forged one blocked', async () => {
  await nameDomain();
  const password = await makeAnna();
  const onward = [
    'Can others reach these ports?',
    'How does the server prove who it is?',
    'How does mail leave?',
    'Does a device send mail?',
    'Does the world know your server?',
    'See it work',
  ];
  for (const title of onward) {
    await atStep(title);
    await press('Enter');
  }
  const message = page.getByRole('region', { name: 'Your message' });
  await message.getByText('Delivered', { exact: true }).waitFor();
  await message.getByText('The message lies in the mailbox of anna@office.test.').waitFor();
  const attempt = page.getByRole('region', { name: 'The forged message' });
  await attempt.getByText('Blocked', { exact: true }).waitFor();
  await attempt.getByText(/530 5\.7\.0/).waitFor();
  expect(strokes).toBeLessThanOrEqual(30);

  const mail = await Pop3Client.open({ port: host.port('pop3s'), implicitTls: true });
  expect(await mail.command('USER anna@office.test')).toMatch(/^\+OK/);
  expect(await mail.command(`PASS ${password}`)).toMatch(/^\+OK/);
  const [, lines] = await mail.list('RETR 1');
  expect(lines).toContain('Subject: Gatepost works');
  await mail.command('QUIT');

  await atStep('See it work');
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  const navigation = page.getByRole('navigation', { name: 'Pages' });
  expect(await navigation.getByRole('link', { name: 'First start' }).count()).toBe(0);
  expect((await host.call('firstRun.get')).finishedAt).not.toBeNull();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
});

test('leaves no open relay behind', async () => {
  await nameDomain();
  await makeAnna();
  await atStep('Can others reach these ports?');
  await page.goto(`${new URL('/', page.url()).href}#/first-run?step=devices`);
  await atStep('Does a device send mail?');
  await page.getByLabel('Device', { exact: true }).selectOption('trusted');
  const ip = page.getByLabel('IP address of the device');
  await ip.fill('192.0.2.0/24');
  await ip.press('Enter');
  await page.getByText('This is not an IP address.').waitFor();
  await ip.fill('192.0.2.20');
  await ip.press('Enter');
  await atStep('Does the world know your server?');
  const { trustedIps } = await host.call('networks.list');
  expect(trustedIps).toEqual([{ range: '192.0.2.20', comment: 'Scanner' }]);
  expect(await host.call('health.testRelay')).toMatchObject({ result: 'refused' });
});

test('goes on after a reload and after it was left', async () => {
  await nameDomain();
  await makeAnna();
  await atStep('Can others reach these ports?');
  await page.reload();
  await atStep('Can others reach these ports?');
  await page.getByRole('button', { name: 'Later' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'First start' }).click();
  await atStep('Can others reach these ports?');
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
  await nameDomain();
  await makeAnna();
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
