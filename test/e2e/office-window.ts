import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CallOutcome } from '../../server/console/dispatch.ts';
import type { ServerStatus } from '../../server/contract/status.ts';
import { SmtpClient } from '../helpers/smtp-client.ts';

/** What a person does in the window and what a mail client does outside, the same over either transport. */

declare global {
  /** The bridge of the desktop window. */
  var gatepost: { readonly call: (name: unknown, args: unknown) => Promise<CallOutcome> };
}

export const LOCAL_SENDER = 'Authentication is always required when mail is from local accounts';

/** Claims a local address without signing in; answers the reply to MAIL. */
export async function claimLocalSender(port: number, sender = 'u1@local.test'): Promise<string> {
  const client = await SmtpClient.open({ port });
  await client.command('EHLO client.example');
  const reply = await client.command(`MAIL FROM:<${sender}>`);
  await client.command('QUIT');
  await client.closed;
  return reply;
}

export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** A blocked attempt is made, appears in the live log by itself, and names the option that blocked it. */
export async function seeBlockedAttempt(page: Page, port: number, sender: string): Promise<void> {
  await goTo(page, 'Live log');
  expect(await claimLocalSender(port, sender)).toMatch(/^530 5\.7\.0 /);
  const row = page.getByRole('row', { name: new RegExp(`Blocked.*${sender}`) }).first();
  await row.click();
  await page.getByRole('link', { name: LOCAL_SENDER }).first().waitFor();
}

/** Switches the option off, as the dialog asks, and the very next message passes; then on again. */
export async function toggleLocalSender(page: Page, port: number): Promise<void> {
  await goTo(page, 'SMTP Authentication');
  const option = page.getByRole('switch', { name: LOCAL_SENDER, exact: true });
  await option.press('Space');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Turn off' }).click();
  await expect.poll(() => claimLocalSender(port)).toMatch(/^250 /);
  expect(await option.isChecked()).toBe(false);
  await option.press('Space');
  await expect.poll(() => claimLocalSender(port)).toMatch(/^530 5\.7\.0 /);
  expect(await option.isChecked()).toBe(true);
}

/** The port of the desktop app's smtp listener, asked through the window's own bridge. */
export async function smtpPortOf(page: Page): Promise<number> {
  const outcome = await page.evaluate(() => globalThis.gatepost.call('status.get', []));
  if (!outcome.ok) throw new Error(outcome.failure.message);
  const { listeners } = outcome.value as ServerStatus; // what status.get answers
  const smtp = listeners.find(({ name }) => name === 'smtp');
  if (smtp?.state !== 'listening') throw new Error('the smtp listener does not listen');
  return smtp.boundPort;
}
