import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { logAddress, type LogLink } from '../../renderer/state/log-address.ts';
import { fakeHistory } from '../helpers/fake-console/fake-history.ts';
import { eventually } from '../helpers/eventually.ts';
import { takeShot, type OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();
let window: OpenedWindow;

const EVERY_MS = 20_000;
const NEWEST_AGO_MS = 60_000;

/** The log over so many stored sessions, one every twenty seconds, the newest a minute ago. */
async function openLog(count: number, link: LogLink = {}, size = { width: 1180, height: 800 }) {
  window = await bench.open('normal', '', { viewport: size });
  const { page, server } = window;
  server.world.history = fakeHistory(count, Date.now() - NEWEST_AGO_MS, EVERY_MS);
  await page.goto(`${new URL('/', page.url()).href}#${logAddress(link)}`);
  await page.getByRole('heading', { level: 1, name: 'Live log' }).waitFor();
  return window;
}

const grid = () => window.page.getByRole('grid', { name: 'Sessions' });
const rows = () => grid().getByRole('row');
/** The first row is that of the column heads. */
const firstSession = () => rows().nth(1);
const footer = () => window.page.getByRole('group', { name: 'How far the list goes' });
const filterField = () => window.page.getByRole('searchbox', { name: 'Filter' });
const chips = () => window.page.getByRole('list', { name: 'Active filters' }).getByRole('listitem');

test('the list goes on into the stored days, page by page, and keeps few of a million rows', async () => {
  const { page } = await openLog(1_000_000);
  await firstSession().focus();
  expect(await grid().getAttribute('aria-rowcount')).toBe('-1');
  await eventually(async () => {
    await page.keyboard.press('End');
    return Number((await footer().innerText()).split(' ')[0]?.replace(',', ''));
  }).toBeGreaterThan(3000);
  await takeShot(page, 'log-history');
  await page.keyboard.press('Home');
  await eventually(() => firstSession().getAttribute('aria-rowindex')).toBe('2');
});

test('at its end the list says when the log begins', async () => {
  const { page } = await openLog(1500);
  await firstSession().focus();
  await eventually(async () => {
    await page.keyboard.press('End');
    return footer().innerText();
  }).toMatch(/^1,500 sessions · the log begins /);
  await takeShot(page, 'log-end');
});

test('a bounded search says how far it got and goes on when asked', async () => {
  const { page } = await openLog(1_000_000);
  await filterField().fill('ip:192.0.2.1');
  await page.getByText(/^Searched back to .*, nothing yet$/).waitFor({ timeout: 60_000 });
  await takeShot(page, 'log-searched-back');
  const before = await page.getByText(/^Searched back to/).innerText();
  await page.getByRole('button', { name: 'Search further' }).press('Enter');
  await eventually(() => page.getByText(/^Searched back to/).innerText()).not.toBe(before);
});

test('a session of long ago opens by its address, in its place', async () => {
  const id = 'h50000';
  const { page } = await openLog(100_000, { session: id });
  await page.getByRole('region', { name: 'Session', exact: true }).getByText(`session ${id}`).waitFor();
  await eventually(() => page.getByRole('row', { selected: true }).count()).toBe(1);
  expect(await chips().allInnerTexts()).toEqual([expect.stringMatching(/^Until /), 'Clear filter']);
  await takeShot(page, 'log-linked-session');
});

test('the menu of a row, by keyboard: only this, not this', async () => {
  const { page } = await openLog(5000);
  await firstSession().focus();
  const ip = await firstSession().getByRole('gridcell').nth(4).innerText();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: `Not this IP: ${ip.trim()}` }).waitFor();
  await takeShot(page, 'log-cell-menu');
  await page.keyboard.press('Escape');
  await eventually(() => firstSession().evaluate((row) => row === document.activeElement)).toBe(true);
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /^Only this IP/ }).press('Enter');
  await eventually(() => filterField().inputValue()).toMatch(/^ip:203\.0\.113\.\d+$/);
  await eventually(
    async () => new Set(await rows().getByRole('gridcell').filter({ hasText: /^203/ }).allInnerTexts()).size,
  ).toBe(1);
  await page.getByRole('button', { name: /^Remove filter IP/ }).press('Enter');
  await eventually(() => filterField().inputValue()).toBe('');
});

test('the menu of a cell, by mouse, is about that cell', async () => {
  const { page } = await openLog(5000);
  await firstSession().getByRole('gridcell').nth(4).click({ button: 'right' });
  expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
    expect.stringMatching(/^Only this IP: /),
    expect.stringMatching(/^Not this IP: /),
    expect.stringMatching(/^Copy IP: /),
  ]);
});

test('time, reason and result narrow, each with a chip, and Back takes the last one away', async () => {
  const { page } = await openLog(20_000);
  await page.getByRole('combobox', { name: 'Time' }).selectOption('Yesterday');
  await page.getByRole('combobox', { name: 'Reason' }).selectOption('Relay control');
  await page.getByRole('radio', { name: /^Blocked/ }).press('Space');
  await eventually(() => chips().allInnerTexts()).toEqual([
    'Result: Blocked',
    'Reason: Relay control',
    'Yesterday',
    'Clear filter',
  ]);
  await firstSession().getByText('Relaying denied').waitFor();
  await takeShot(page, 'log-filters');
  await page.goBack();
  await eventually(() => chips().allInnerTexts()).toEqual([
    'Reason: Relay control',
    'Yesterday',
    'Clear filter',
  ]);
  await page.getByRole('button', { name: 'Clear filter' }).press('Enter');
  await eventually(() => chips().count()).toBe(0);
});

test('a time of the reader is typed, and one that ends before it begins is refused', async () => {
  const { page } = await openLog(20_000);
  await page.getByRole('combobox', { name: 'Time' }).selectOption('From … to …');
  const dialog = page.getByRole('dialog', { name: 'Show a time of your own' });
  await dialog.getByRole('textbox', { name: 'From' }).or(dialog.getByLabel('From')).fill('2026-01-02T10:00');
  await dialog.getByLabel('Until').fill('2026-01-02T09:00');
  await dialog.getByRole('button', { name: 'Show' }).press('Enter');
  await dialog.getByText('The end is before the beginning.').waitFor();
  await takeShot(page, 'log-own-range');
  await dialog.getByLabel('Until').fill('2026-01-02T11:00');
  await dialog.getByRole('button', { name: 'Show' }).press('Enter');
  await page.getByText('Nothing matches').waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#\/log\?from=\d+&to=\d+$/);
});

test('a mark shows only what comes after it, with a line where it was', async () => {
  const { page, server } = await openLog(5000);
  await page.getByRole('button', { name: 'Mark now' }).press('Enter');
  await page.getByText(/^Nothing since \d\d:\d\d:\d\d\./).waitFor();
  await takeShot(page, 'log-marked');
  server.happen({ kind: 'forged', sender: 'me@office.example' });
  await firstSession().getByText('me@office.example').waitFor();
  expect(await rows().count()).toBe(2);
  await page.getByRole('button', { name: /^Remove filter Since/ }).press('Enter');
  await page.getByText(/^here, \d\d:\d\d:\d\d$/).waitFor();
  await eventually(() => rows().count()).toBeGreaterThan(2);
  await takeShot(page, 'log-mark-line');
});

test('a filter is kept under a name, chosen again, and deleted', async () => {
  const { page } = await openLog(5000);
  await page.getByRole('radio', { name: /^Blocked/ }).press('Space');
  const menu = page.getByRole('button', { name: 'Filters', exact: true });
  await menu.press('Enter');
  await takeShot(page, 'log-filter-menu');
  await page.getByRole('menuitem', { name: 'Save this filter…' }).press('Enter');
  await page.getByRole('textbox', { name: 'Name' }).fill('Only blocked');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Clear filter' }).press('Enter');
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Only blocked' }).press('Enter');
  await eventually(() => chips().allInnerTexts()).toEqual(['Result: Blocked', 'Clear filter']);
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Delete saved filters…' }).press('Enter');
  await page.getByRole('button', { name: 'Delete Only blocked' }).press('Enter');
  await page.getByText('No filter is saved.').waitFor();
});

test('mail that did not arrive is looked for by what is known of it', async () => {
  const { page } = await openLog(5000);
  await page.getByRole('button', { name: 'Filters', exact: true }).press('Enter');
  await page.getByRole('menuitem', { name: 'My mail did not arrive…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'My mail did not arrive' });
  await dialog.getByLabel('From').fill('p7@partner.example');
  await takeShot(page, 'log-find-mail');
  await dialog.getByRole('button', { name: 'Find it' }).press('Enter');
  await eventually(() => filterField().inputValue()).toBe('from:p7@partner.example');
  await firstSession().getByText('p7@partner.example').waitFor();
});

test('what the list shows is exported to a file, over several answers of the server', async () => {
  const { page } = await openLog(5000);
  await page.getByRole('button', { name: 'Export…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export sessions' });
  await takeShot(page, 'log-export');
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  const download = await saved;
  await dialog.getByText(/^5,000 sessions saved as gatepost-log-.*\.csv\.$/).waitFor();
  expect(download.suggestedFilename()).toMatch(/^gatepost-log-\d{4}-\d\d-\d\d-\d{4}\.csv$/);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  expect([lines.length, lines[0], lines.filter((line) => line === lines[0]).length]).toEqual([
    5001,
    'started,id',
    1,
  ]);
  await takeShot(page, 'log-exported');
});

test('under attack the list says how often, from where, and what is known', async () => {
  const { page, server } = await openLog(5000);
  for (let count = 0; count < 60; count++) server.happen({ kind: 'relay', ip: '203.0.113.7' });
  const note = page.getByText('× 60 blocked from 203.0.113.7 in 5 min');
  await note.waitFor();
  await note.click();
  await page.getByText('The server refused it: 60').or(page.getByText('Relaying denied: 60')).waitFor();
  await takeShot(page, 'log-attack');
  await page.getByRole('button', { name: 'Only this IP', exact: true }).press('Enter');
  await eventually(() => filterField().inputValue()).toBe('ip:203.0.113.7');
});

test('in the smallest window, with a detail, the list is still there', async () => {
  const { page } = await openLog(5000, {}, { width: 900, height: 600 });
  await firstSession().click();
  await page.getByRole('region', { name: 'Session', exact: true }).waitFor();
  expect(await rows().count()).toBeGreaterThan(2);
  await takeShot(page, 'log-narrow');
});
