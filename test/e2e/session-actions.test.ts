import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuiltWindow } from '../helpers/built-window.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';
import { plainResponse, SmtpClient } from '../helpers/smtp-client.ts';
import { sharedWindow } from './shared-window.ts';

/** The real server, a real mail client, and a person with a keyboard alone. */

let browser: Browser;
let host: HeadlessHost;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  host = await startHeadlessHost(OFFICE);
  page = await browser.newPage();
  await serve(sharedWindow());
  await page.goto(host.console);
  await page.getByRole('navigation').waitFor();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  await host.remove();
});

/** The window of this very tree, before the host's own. */
function serve({ folder }: BuiltWindow): Promise<unknown> {
  return page.route(
    ({ pathname }) => !pathname.startsWith('/api/'),
    (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill({ path: path.join(folder, pathname === '/' ? 'index.html' : pathname) });
    },
  );
}

/** u1 signs in and sends as somebody else; answers the reply to MAIL. */
async function sendAs(sender: string): Promise<string> {
  const client = await SmtpClient.connect({ port: host.port('submissions'), implicitTls: true });
  await client.reply();
  const replies = await client.dialogue(
    'EHLO client.example',
    `AUTH PLAIN ${plainResponse('u1@local.test', 'secret-1')}`,
    `MAIL FROM:<${sender}>`,
    'QUIT',
  );
  await client.closed;
  return replies.at(2)?.slice(0, 3) ?? '';
}

test('a false block is mended from its row for 30 days, the next message passes, and Undo blocks again', async () => {
  expect(await sendAs('news@local.test')).toBe('550');
  await page.getByRole('navigation').getByRole('link', { name: 'Live log' }).press('Enter');
  const row = page.getByRole('row', { name: /Blocked.*news@local\.test/ }).first();
  await row.waitFor();
  await row.focus();
  await page.keyboard.press('w');
  const dialog = page.getByRole('dialog', { name: 'Exempt an address' });
  await dialog.getByText('for this address and not for its domain').waitFor();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const [entry] = await host.call('whiteList.list');
  expect(entry?.pattern).toBe('news@local.test');
  expect(Math.round(((entry?.expiresAt ?? 0) - Date.now()) / 86_400_000)).toBe(30);
  expect(await sendAs('news@local.test')).toBe('250');
  expect(await sendAs('other@local.test')).toBe('550');
  const detail = page.getByRole('region', { name: 'Session', exact: true });
  await detail.getByRole('button', { name: 'Undo' }).press('Enter');
  await detail.getByText(/^Undone:/).waitFor();
  expect(await host.call('whiteList.list')).toEqual([]);
  expect(await sendAs('news@local.test')).toBe('550');
});
