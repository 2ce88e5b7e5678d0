import { describe, expect, test } from 'vitest';
import { axeViolations } from '../helpers/axe-violations.ts';
import { takeShot, type OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

/** The steps of the first run in every state, without a server behind them. */

const bench = useWindowBench();

async function goToStep({ page }: OpenedWindow, step: string, title: string): Promise<void> {
  await page.goto(`${new URL('/', page.url()).href}#/first-run?step=${step}`);
  await page.getByRole('heading', { level: 2, name: title }).waitFor();
}

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  test('axe finds nothing in any step', { timeout: 240_000 }, async () => {
    const window = await bench.open('first-run', '', { colorScheme });
    const { page } = window;
    const check = async (state: string) => {
      await takeShot(page, `first-run-${state}-${colorScheme}`);
      expect(await axeViolations(page), state).toEqual([]);
    };
    const goOn = () => page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { level: 2, name: 'What is your domain?' }).waitFor();
    await check('name');
    await page.getByLabel('Domain', { exact: true }).fill('no domain');
    await goOn();
    await page.getByText('This is not a domain name.').first().waitFor();
    await check('name-refused');
    await page.getByLabel('Domain', { exact: true }).fill('office.example');
    await goOn();
    await page.getByRole('heading', { level: 2, name: 'Who gets a mailbox?' }).waitFor();
    await check('accounts');
    await page.getByLabel('Name before the @').fill('anna');
    await page.getByLabel('Password').fill('password1');
    await page.getByText('Weak: would be guessed').waitFor();
    await page.getByRole('button', { name: 'New password' }).click();
    await page.getByText('Strong').waitFor();
    await page.getByRole('button', { name: 'Add another' }).click();
    await page.getByRole('rowheader', { name: 'anna@office.example' }).waitFor();
    await check('accounts-made');
    await goOn();
    await page.getByText('Taken by master').waitFor();
    await check('ports');
    await goOn();
    await page.getByText('/var/lib/gatepost/tls/server.pem').waitFor();
    await check('certificate');
    await goOn();
    await page.getByLabel('Way out').selectOption('smart-host');
    await check('sending');
    await page.getByLabel('Way out').selectOption('mx');
    await goOn();
    for (const kind of ['none', 'account', 'trusted']) {
      await page.getByLabel('Device', { exact: true }).selectOption(kind);
      await check(`devices-${kind}`);
    }
    await page.getByLabel('Device', { exact: true }).selectOption('none');
    await goOn();
    await page.getByRole('list', { name: 'DNS records of office.example' }).waitFor();
    await check('dns');
    await goOn();
    await page.getByRole('heading', { level: 2, name: 'See it work' }).waitFor();
    await check('try');
    await page.getByRole('button', { name: 'Try it now' }).click();
    await page.getByRole('link', { name: 'See it in the live log' }).waitFor();
    await check('tried');
  });

  test('axe finds nothing where a try fails, and in the card of the Domains page', async () => {
    const window = await bench.open('normal', '/domains', { colorScheme });
    const { page } = window;
    await page
      .getByRole('button', { name: /^Check now: DNS records of/ })
      .first()
      .click();
    await page.getByText('2 of 6 right').waitFor();
    await takeShot(page, `domains-dns-${colorScheme}`);
    expect(await axeViolations(page)).toEqual([]);
    await goToStep(window, 'try', 'See it work');
    await page.getByLabel('Its password').fill('wrong-password');
    await page.getByRole('button', { name: 'Try it now' }).click();
    await page.getByText('The server said: 535 5.7.8 Authentication failed').waitFor();
    await takeShot(page, `first-run-refused-${colorScheme}`);
    expect(await axeViolations(page)).toEqual([]);
  });
});

test('a failed save stays in its step and says why', async () => {
  const { page, server } = await bench.open('first-run');
  await page.getByRole('heading', { level: 2, name: 'What is your domain?' }).waitFor();
  server.world.refuseNext = 'The settings file cannot be written.';
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('alert').getByText('The settings file cannot be written.').waitFor();
  await page.getByRole('heading', { level: 2, name: 'What is your domain?' }).waitFor();
});

test('an installation that was set up is not asked', async () => {
  const { page } = await bench.open('normal');
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  expect(await page.getByRole('link', { name: 'First start' }).count()).toBe(0);
});
