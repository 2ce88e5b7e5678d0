import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { queued } from '../helpers/fake-console/fake-queue.ts';
import { eventually } from '../helpers/eventually.ts';
import type { OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();
let window: OpenedWindow;

const message = (page: Page, recipient: string) =>
  page.getByRole('row', { name: new RegExp(`message to ${recipient}`) });
const box = (page: Page, recipient: string) =>
  page.getByRole('checkbox', { name: new RegExp(`message to ${recipient}`) });
const recipients = ({ server }: OpenedWindow) => server.world.queue.map(({ recipient }) => recipient);
const states = ({ server }: OpenedWindow) =>
  Object.fromEntries(server.world.queue.map(({ recipient, state }) => [recipient, state]));

test('each message says why it waits, in plain words and in those of the server, and when it is tried next', async () => {
  window = await bench.open('normal', '/queue');
  const row = message(window.page, 'lena@big-mail\\.example');
  await row.getByText('The mailbox is full').waitFor();
  await row.getByText('452 4.2.2 The recipient’s inbox is out of storage space').waitFor();
  await row.getByText(/^in 4[78] minutes$/).waitFor();
  await row.getByText('7 tries').waitFor();
});

test('the server looks for state and words; a search without result says so and goes back to everything', async () => {
  window = await bench.open('normal', '/queue');
  const { page } = window;
  await page.getByRole('radio', { name: 'Held' }).click();
  await message(page, 'press@journal').waitFor();
  await message(page, 'lena@big-mail').waitFor({ state: 'detached' });
  await page.getByRole('radio', { name: 'All' }).click();
  const search = page.getByRole('searchbox', { name: 'Search the queue' });
  await search.fill('greylisted');
  await message(page, 'lena@big-mail').waitFor({ state: 'detached' });
  expect(await message(page, 'accounts@supplier').count()).toBe(1);
  await search.fill('nowhere');
  await page.getByText('Nothing matches').waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  await message(page, 'lena@big-mail').waitFor();
});

test('several messages are selected and held, Undo releases them, and they are deleted after a question', async () => {
  window = await bench.open('normal', '/queue');
  const { page } = window;
  await box(page, 'lena').click();
  await box(page, 'accounts@supplier').click();
  await page.getByText('2 of 7 messages selected').waitFor();
  await page.getByRole('button', { name: 'Hold' }).click();
  await eventually(() => states(window)).toMatchObject({
    'lena@big-mail.example': 'held',
    'accounts@supplier.example': 'held',
  });
  await page.getByRole('button', { name: 'Undo' }).click();
  await eventually(() => states(window)).toMatchObject({ 'lena@big-mail.example': 'waiting' });
  await page.getByText('2 of 7 messages selected').waitFor();
  await page.getByRole('button', { name: 'Delete…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete 2 messages?' });
  await question.getByText('Nobody is told').waitFor();
  await question.getByRole('button', { name: 'Delete' }).click();
  await eventually(() => recipients(window)).not.toContain('lena@big-mail.example');
  expect(recipients(window)).toHaveLength(5);
});

test('a message is sent back only after the window has said who is told', async () => {
  window = await bench.open('normal', '/queue?entry=4');
  const { page } = window;
  const detail = page.getByRole('region', { name: 'Message', exact: true });
  await detail.getByText('The server did not answer').waitFor();
  await detail.getByRole('button', { name: 'Send back…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Send back 1 message?' });
  await question.getByText('sales@office.example gets a report').waitFor();
  await question.getByRole('button', { name: 'Send back' }).click();
  await detail.getByText('It is no longer in this list').waitFor();
  expect(recipients(window)).not.toContain('orders@old-shop.example');
});

test('Retry all sends what waits and leaves held mail alone', async () => {
  window = await bench.open('normal', '/queue');
  await window.page.getByRole('button', { name: 'Retry all now' }).click();
  await window.page.getByRole('contentinfo').getByText('messages tried again now').waitFor();
  expect(states(window)).toMatchObject({
    'lena@big-mail.example': 'sending',
    'press@journal.example': 'held',
    'box-12@archive.example': 'etrn',
  });
});

test('the list follows the queue, and the selection stays with its messages', async () => {
  window = await bench.open('normal', '/queue');
  const { page, server } = window;
  await box(page, 'lena').click();
  const now = Date.now();
  server.world.queue = [
    ...server.world.queue.filter(({ recipient }) => recipient !== 'accounts@supplier.example'),
    queued(now, 99, { recipient: 'new@partner.example', nextAttemptAt: now - 5000 }),
  ];
  server.tell('queue');
  await message(page, 'new@partner\\.example').waitFor();
  await message(page, 'accounts@supplier').waitFor({ state: 'detached' });
  expect(await box(page, 'lena').isChecked()).toBe(true);
  await page.getByText('1 of 7 messages selected').waitFor();
});

test('by keyboard: arrows move, Space and Shift select, Enter opens, Delete asks, Escape lets go', async () => {
  window = await bench.open('normal', '/queue');
  const { page } = window;
  await message(page, 'joe@partner').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('2 of 7 messages selected').waitFor();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog', { name: 'Delete 2 messages?' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
  await eventually(() => message(page, 'info@branch').evaluate((row) => row === document.activeElement)).toBe(
    true,
  );
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'To info@branch.example' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('7 messages', { exact: true }).waitFor();
});

test('of ten thousand messages the first thousand are listed and only the visible ones drawn', async () => {
  window = await bench.open('empty', '/queue');
  const { page, server } = window;
  const now = Date.now();
  server.world.queue = Array.from({ length: 10_000 }, (_, number) =>
    queued(now, number, { recipient: `r${String(number)}@partner.example`, nextAttemptAt: now + number }),
  );
  server.tell('queue');
  await page.getByText('These are the first 1,000').waitFor();
  expect(await page.getByRole('row').count()).toBeLessThan(40);
  await message(page, 'r0@partner').focus();
  await page.keyboard.press('End');
  await eventually(() =>
    message(page, 'r999@partner').evaluate((row) => row === document.activeElement),
  ).toBe(true);
  await page.getByRole('searchbox', { name: 'Search the queue' }).fill('r7321@');
  await page.getByText('1 message', { exact: true }).waitFor();
});
