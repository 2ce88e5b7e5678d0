import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../server/contract/options.ts';
import { eventually } from '../helpers/eventually.ts';
import type { OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();
let window: OpenedWindow;

const dialog = (page: Page) => page.getByRole('dialog');
const field = (page: Page, name: string) => dialog(page).getByRole('textbox', { name });

describe('outgoing mail', () => {
  test('goes by a smart host whose password stays where only the encryption changes', async () => {
    window = await bench.open('normal', '/server');
    const { page, server } = window;
    const outbound = () => server.world.settings.outbound;
    await page.getByRole('button', { name: 'Change how mail leaves' }).click();
    await dialog(page).getByRole('combobox', { name: 'Way out' }).selectOption('smart-host');
    await field(page, 'Server').fill('relay.provider.example');
    await field(page, 'User name').fill('office');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await dialog(page).getByText('no password is stored').waitFor();
    await dialog(page).getByLabel('Password').fill('secret');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await page.getByText('All of it by relay.provider.example:587').waitFor();
    expect(outbound().smartHost?.login).toEqual({ user: 'office', password: 'secret' });
    await page.getByRole('button', { name: 'Change how mail leaves' }).click();
    expect(await dialog(page).getByLabel('Password').inputValue()).toBe('');
    await dialog(page).getByRole('combobox', { name: 'Encryption' }).selectOption('implicit');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await eventually(outbound).toMatchObject({
      mode: 'smart-host',
      smartHost: { tls: 'implicit', login: { user: 'office', password: 'secret' } },
    });
  });

  test('of a domain goes its own way; a second route of the kind is refused', async () => {
    window = await bench.open('normal', '/server');
    const { page, server } = window;
    const add = async () => {
      await page.getByRole('button', { name: 'Add route…' }).click();
      await field(page, 'Domain').fill('bank.example');
      await field(page, 'Server').fill('secure.bank.example');
      await dialog(page).getByRole('button', { name: 'Add' }).click();
    };
    await add();
    await page.getByRole('row', { name: /To bank\.example/ }).waitFor();
    await add();
    await dialog(page).getByText('has a route of this kind already').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove To bank.example' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await eventually(() => server.world.settings.outbound.routes).toEqual([]);
  });

  test('is tried, reported and looked up as the dialogs say', async () => {
    window = await bench.open('normal', '/server');
    const { page, server } = window;
    await page.getByRole('button', { name: 'Change tries and reports' }).click();
    await field(page, 'Tried for, in hours').fill('72');
    await field(page, 'Sender is told of a delay').fill('');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await page.getByText('3 days').waitFor();
    expect(server.world.settings.outbound).toMatchObject({ retryHours: 72, delayNoticeHours: null });
    await page.getByRole('button', { name: 'Change the DNS servers' }).click();
    await field(page, 'Servers').fill('resolver.example');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await dialog(page).getByText('is not an IP address').waitFor();
    await field(page, 'Servers').fill('127.0.0.1');
    await dialog(page)
      .getByRole('checkbox', { name: /check DNSSEC/ })
      .check();
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await page.getByText('DANE is honoured').waitFor();
    expect(server.world.settings.dns).toEqual({ servers: ['127.0.0.1'], validating: true });
  });
});

describe('Domain Sharing', () => {
  test('asks servers in their order, and tells of each what it said of an address', async () => {
    window = await bench.open('normal', '/domains');
    const { page, server } = window;
    const hosts = () => server.world.settings.domainSharing.hosts.map(({ host }) => host);
    for (const host of ['down.office.example', 'mail2.office.example']) {
      await page.getByRole('button', { name: 'Add server…' }).click();
      await field(page, 'Server').fill(host);
      await dialog(page).getByRole('button', { name: 'Add' }).click();
      await page.getByRole('row', { name: new RegExp(host) }).waitFor();
    }
    await page.getByRole('button', { name: 'Move mail2.office.example:25 up' }).click();
    await eventually(hosts).toEqual(['mail2.office.example', 'down.office.example']);
    await page.getByRole('switch', { name: 'Ask the other servers' }).click();
    await eventually(() => server.world.settings.domainSharing.enabled).toBe(true);
    await page.getByRole('textbox', { name: 'Address', exact: true }).fill('nowhere');
    await page.getByRole('button', { name: 'Ask now' }).click();
    await page.getByText('is not an address').waitFor();
    await page.getByRole('textbox', { name: 'Address', exact: true }).fill('u9@office.example');
    await page.getByRole('button', { name: 'Ask now' }).click();
    await page.getByText('u9@office.example was found on mail2.office.example').waitFor();
    await page.getByText('RCPT TO:<u9@office.example>').waitFor();
    await page.getByText('12 addresses found').waitFor();
    await page.getByRole('button', { name: 'Forget them' }).click();
    await page.getByText('0 addresses found').waitFor();
  });
});

describe('DKIM', () => {
  test('a key is made, its record shown and checked, and it signs without a question once it is published', async () => {
    window = await bench.open('normal', '/domains');
    const { page, server } = window;
    const section = page.getByRole('region', { name: 'workshop.example' });
    await section.getByRole('button', { name: 'Create key for workshop.example' }).click();
    const year = String(new Date().getFullYear());
    expect(await field(page, 'Selector').inputValue()).toBe(`gp${year}a`);
    await dialog(page).getByRole('button', { name: 'Create key' }).click();
    const record = page.getByRole('dialog', { name: `DNS record of gp${year}a` });
    await record.getByText(`gp${year}a._domainkey.workshop.example`).waitFor();
    await record.getByRole('button', { name: 'Check DNS' }).click();
    await record.getByText('The record is not there yet.').waitFor();
    await page.keyboard.press('Escape');
    await section.getByRole('button', { name: `Activate gp${year}a` }).click();
    const question = page.getByRole('alertdialog', { name: 'Sign with a key that others cannot find?' });
    await question.getByRole('button', { name: 'Not yet' }).click();
    const key = server.world.dkimKeys.find(({ domain }) => domain === 'workshop.example');
    server.world.published = { [key?.recordName ?? '']: [key?.recordValue ?? ''] };
    await section.getByRole('button', { name: `Activate gp${year}a` }).click();
    await section.getByText('Signs now').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await section.getByText('Does not sign').waitFor();
    await section.getByRole('button', { name: `Remove gp${year}a` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await section.getByText('No key yet').waitFor();
  });
});

describe('sender checks', () => {
  test('refuse only once the option is more than a report, and believe the forwarders of the list', async () => {
    window = await bench.open('normal', '/authenticity');
    const { page, server } = window;
    const rule = () => server.world.settings.options.dmarcMustPass;
    const group = page.getByRole('group', { name: OPTIONS.dmarcMustPass.label });
    await group.getByRole('checkbox', { name: 'Report only' }).click();
    await eventually(() => rule().mode).toBe('enforce');
    await page.getByRole('button', { name: 'Change the trusted forwarders' }).click();
    await field(page, 'Domains whose ARC seal is believed').fill('lists.example\nnot a domain');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await dialog(page).getByText('is not a domain name').waitFor();
    await field(page, 'Domains whose ARC seal is believed').fill('lists.example');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await eventually(rule).toEqual({ mode: 'enforce', trustedArcSealers: ['lists.example'] });
    await page.getByText('1 of 2 domains signs by DKIM').waitFor();
  });
});

describe('send as', () => {
  const grid = (page: Page) => page.getByRole('grid', { name: 'Who may send as whom' });
  const sendAs = ({ server }: OpenedWindow, of: string) =>
    server.world.accounts.find(({ address }) => address === of)?.sendAs;

  test('by keyboard: one stop, arrows to a box, Space lets in, and Undo takes back', async () => {
    window = await bench.open('normal', '/send-as');
    const { page } = window;
    const box = grid(page).getByRole('checkbox', {
      name: 'tom@office.example may send as press@office.example',
    });
    await box.waitFor();
    const stops = await grid(page)
      .getByRole('checkbox')
      .evaluateAll((boxes) => boxes.filter((element) => (element as HTMLElement).tabIndex === 0).length);
    expect(stops).toBe(1);
    await grid(page).getByRole('checkbox').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Space');
    await eventually(() => sendAs(window, 'tom@office.example')).toEqual(['press@office.example']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => sendAs(window, 'tom@office.example')).toEqual([]);
  });

  test('what an account owns is ticked and stays so; a whole domain is given only after a question', async () => {
    window = await bench.open('normal', '/send-as');
    const { page } = window;
    const owned = grid(page).getByRole('checkbox', {
      name: 'anna@office.example owns the alias sales@office.example',
    });
    expect(await owned.isChecked()).toBe(true);
    await owned.focus();
    await page.keyboard.press('Space');
    expect(await owned.isChecked()).toBe(true);
    await grid(page)
      .getByRole('checkbox', { name: 'tom@office.example may send as *@workshop.example' })
      .click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Let it send' }).click();
    await eventually(() => sendAs(window, 'tom@office.example')).toEqual(['*@workshop.example']);
  });

  test('a further address is added with its account; one that the account owns is refused', async () => {
    window = await bench.open('normal', '/send-as');
    const { page } = window;
    await page.getByRole('button', { name: 'Let an account send as…' }).click();
    await dialog(page).getByRole('combobox', { name: 'Account' }).selectOption('tom@office.example');
    await field(page, 'Address').fill('sales@office.example');
    await dialog(page).getByRole('button', { name: 'Let it send' }).click();
    await dialog(page).getByText('is an address of this account anyway').waitFor();
    await field(page, 'Address').fill('news@office.example');
    await dialog(page).getByRole('button', { name: 'Let it send' }).click();
    await grid(page).getByRole('columnheader', { name: /news/ }).waitFor();
    expect(sendAs(window, 'tom@office.example')).toEqual(['news@office.example']);
  });
});

describe('limits', () => {
  test('hold for every account, and for one account its own', async () => {
    window = await bench.open('normal', '/send-as');
    const { page, server } = window;
    await page.getByRole('button', { name: 'Change the limits for every account' }).click();
    await field(page, 'Messages in an hour').fill('90');
    await field(page, 'Messages in a day').fill('');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await page.getByText('No limit').first().waitFor();
    expect(server.world.settings.options.accountLimits).toMatchObject({
      messagesPerHour: 90,
      messagesPerDay: null,
    });
    await page.getByRole('button', { name: 'Limits of tom@office.example' }).click();
    await field(page, 'Messages in an hour').fill('many');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await dialog(page).getByText('nor a whole number above 0').waitFor();
    await field(page, 'Messages in an hour').fill('none');
    await field(page, 'Recipients in an hour').fill('40');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await eventually(
      () => server.world.accounts.find(({ address }) => address === 'tom@office.example')?.limits,
    ).toEqual({ messagesPerHour: null, recipientsPerHour: 40 });
  });

  test('a frozen account says why, on both pages, and can be let send again', async () => {
    window = await bench.open('normal', '/accounts');
    const { page, server } = window;
    await page
      .getByRole('row', { name: /shop@workshop\.example/ })
      .getByText('21 recipients')
      .waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Send as and limits' }).click();
    await page.getByText('shop@workshop.example was frozen').waitFor();
    await page.getByRole('button', { name: 'Let it send again: shop@workshop.example' }).click();
    await eventually(() => server.world.accounts.every(({ frozen }) => frozen === null)).toBe(true);
    await page.getByText('shop@workshop.example was frozen').waitFor({ state: 'detached' });
  });
});

test('a gateway takes mail for a list of addresses and keeps it until its server asks', async () => {
  window = await bench.open('normal', '/gateways');
  const { page, server } = window;
  await page.getByRole('button', { name: 'Edit branch.example' }).click();
  await dialog(page).getByRole('combobox', { name: 'Mail is taken for' }).selectOption('list');
  await field(page, 'Addresses').fill('info@branch.example\nsales-*@branch.example');
  await dialog(page).getByRole('combobox', { name: 'Mail is forwarded' }).selectOption('etrn');
  await field(page, 'Accounts with which its server may ask').fill('tom@office.example');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /branch\.example.*List of 2.*On request/ }).waitFor();
  expect(server.world.gateways[0]).toMatchObject({
    recipientCheck: 'list',
    recipients: ['info@branch.example', 'sales-*@branch.example'],
    delivery: 'etrn',
    etrnAccounts: ['tom@office.example'],
    retryHours: 120,
  });
});

test('the log tells deliveries to others from sessions that came in, and shows one direction alone', async () => {
  window = await bench.open('normal', '/log');
  const { page, server } = window;
  server.happen({ kind: 'dmarc', sender: 'news@bank.example' });
  server.happen({ kind: 'sent' });
  await page.getByRole('row', { name: /Sent.*outgoing, to/ }).click();
  await page.getByText('to mx.partner.example (198.51.100.12), port 25').waitFor();
  await page.getByText('The other server took the message over.').waitFor();
  await page.getByRole('combobox', { name: 'Direction' }).selectOption('inbound');
  await page.getByRole('row', { name: /Sent/ }).waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /DMARC failed/ }).click();
  const checks = page.getByRole('list', { name: 'Sender checks' });
  expect(await checks.getByRole('listitem').allTextContents()).toEqual([
    'SPF pass',
    'DKIM none',
    'DMARC fail',
  ]);
});

describe('notices', () => {
  test('are counted on the bell as they come, lead to their page and are put away', async () => {
    window = await bench.open('normal', '/log');
    const { page, server } = window;
    await page.getByRole('button', { name: '2 notices' }).waitFor();
    server.notice({
      id: 9,
      at: Date.now(),
      code: 'queue-trouble',
      isOver: false,
      text: 'Mail to partner.example has waited for a day.',
      subject: 'partner.example',
      page: '/queue',
    });
    await page.getByRole('button', { name: '3 notices' }).click();
    const list = page.getByRole('dialog', { name: 'Notices' });
    await list.getByRole('button', { name: 'Dismiss the notice about 203.0.113.77' }).click();
    await eventually(() => server.world.notices.map(({ id }) => id)).toEqual([9, 2]);
    await list.getByRole('link', { name: 'Queue' }).click();
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
    await list.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '2 notices' }).click();
    await list.getByRole('button', { name: 'Dismiss all' }).click();
    await list.getByText('Nothing happened').waitFor();
  });
});
