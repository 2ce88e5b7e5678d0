import { expect, test } from 'vitest';
import { OPTIONS } from '../../server/contract/options.ts';
import { eventually } from '../helpers/eventually.ts';
import { takeShot, type OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();
let window: OpenedWindow;

const rows = ({ page }: OpenedWindow) => page.getByRole('grid', { name: 'Sessions' }).getByRole('row');
/** The first row is that of the column heads. */
const firstSession = (opened: OpenedWindow) => rows(opened).nth(1);

test('before any connection it says what will appear', async () => {
  window = await bench.open('empty', '/log');
  await window.page.getByText('No connection yet').waitFor();
});

test('a session appears as it happens, on top, without a reload', async () => {
  window = await bench.open('normal', '/log');
  window.server.happen({ kind: 'delivered', sender: 'one@partner.example' });
  await firstSession(window).getByText('one@partner.example').waitFor();
  window.server.happen({ kind: 'forged', sender: 'anna@office.example' });
  await firstSession(window).getByText('anna@office.example').waitFor();
  await firstSession(window).getByText('Blocked').waitFor();
  await takeShot(window.page, 'log');
});

test('a row says why: the option in its own words, every finding in order, the refusal in the transcript', async () => {
  window = await bench.open('normal', '/log');
  const { page } = window;
  window.server.happen({ kind: 'forged', sender: 'anna@office.example' });
  await firstSession(window).click();
  const detail = page.getByRole('region', { name: 'Session', exact: true });
  await detail.getByRole('heading', { name: 'Blocked · anna@office.example' }).waitFor();
  const findings = await detail
    .getByRole('listitem')
    .filter({ hasText: /Not concerned|Off|Refuses/ })
    .count();
  expect(findings).toBe(4);
  await detail.getByText('530 5.7.0 Authentication required').waitFor();
  await takeShot(page, 'log-detail');
  await detail.getByRole('link', { name: OPTIONS.localSenderMustAuth.label }).first().click();
  const option = page.getByRole('switch', { name: OPTIONS.localSenderMustAuth.label });
  await eventually(() => option.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('the detail stays with its session while others come', async () => {
  window = await bench.open('normal', '/log');
  const { page, server } = window;
  server.happen({ kind: 'forged', sender: 'anna@office.example' });
  await firstSession(window).click();
  const heading = page.getByRole('heading', { name: 'Blocked · anna@office.example' });
  await heading.waitFor();
  for (let count = 0; count < 5; count++) server.happen({ kind: 'relay', sender: 'promo@offers.example' });
  await firstSession(window).getByText('promo@offers.example').waitFor();
  expect(await heading.isVisible()).toBe(true);
  const selected = page.getByRole('row', { selected: true });
  expect(await selected.getByText('anna@office.example').count()).toBe(1);
});

test('the detail that opens below does not hide the row it tells of', async () => {
  window = await bench.open('normal', '/log');
  const { page, server } = window;
  server.attack(3, 20);
  await rows(window).nth(15).waitFor();
  const grid = page.getByRole('grid', { name: 'Sessions' });
  const before = await grid.boundingBox();
  const lowest = Math.floor(((before?.height ?? 0) - 34) / 28) - 1;
  await rows(window).nth(lowest).click();
  await page.getByRole('region', { name: 'Session', exact: true }).waitFor();
  const selected = page.getByRole('row', { selected: true });
  await eventually(async () => {
    const [row, list] = [await selected.boundingBox(), await grid.boundingBox()];
    return row !== null && list !== null && row.y + row.height <= list.y + list.height + 1;
  }).toBe(true);
});

test('Pause holds every row still and counts what comes; Resume shows the newest', async () => {
  window = await bench.open('normal', '/log');
  const { page, server } = window;
  server.happen({ kind: 'delivered', sender: 'before@partner.example' });
  await firstSession(window).getByText('before@partner.example').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  server.attack(3, 20);
  await page.getByRole('button', { name: '60 new sessions · show newest' }).waitFor();
  expect(await firstSession(window).getByText('before@partner.example').count()).toBe(1);
  await takeShot(page, 'log-paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await eventually(() => firstSession(window).getByText('before@partner.example').count()).toBe(0);
});

test('the result filter counts, narrows, and is kept in the address', async () => {
  window = await bench.open('normal', '/log');
  const { page, server } = window;
  server.happen({ kind: 'delivered' });
  server.happen({ kind: 'forged' });
  server.happen({ kind: 'relay' });
  await page.getByRole('radio', { name: 'Blocked 2' }).click();
  await eventually(() => rows(window).count()).toBe(3);
  expect(new URL(page.url()).hash).toBe('#/log?result=blocked');
  await page.goBack();
  await eventually(() => rows(window).count()).toBe(4);
});

test('the text filter finds words, fields and exclusions, and says when nothing matches', async () => {
  window = await bench.open('normal', '/log');
  const { page, server } = window;
  server.happen({ kind: 'delivered', ip: '203.0.113.1', sender: 'a@partner.example' });
  server.happen({ kind: 'relay', ip: '203.0.113.2', sender: 'b@partner.example' });
  const filter = page.getByRole('searchbox', { name: 'Filter' });
  await filter.fill('ip:203.0.113.2');
  await eventually(() => rows(window).count()).toBe(2);
  await filter.fill('-ip:203.0.113.2');
  await firstSession(window).getByText('a@partner.example').waitFor();
  await filter.fill('nowhere');
  await page.getByText('Nothing matches').waitFor();
  const list = page.getByRole('region', { name: 'Sessions', exact: true });
  await list.getByRole('button', { name: 'Clear filter' }).click();
  await eventually(() => rows(window).count()).toBe(3);
});

test('by keyboard: arrows move one stop within the grid, Enter opens, Space pauses, Escape follows', async () => {
  window = await bench.open('normal', '/log');
  const { page, server } = window;
  for (const name of ['c', 'b', 'a']) server.happen({ kind: 'relay', sender: `${name}@partner.example` });
  await firstSession(window).getByText('a@partner.example').waitFor();
  const stops = await rows(window).evaluateAll(
    (elements) => elements.filter(({ tabIndex }) => tabIndex === 0).length,
  );
  expect(stops).toBe(1);
  await firstSession(window).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Blocked · b@partner.example' }).waitFor();
  server.happen({ kind: 'delivered', sender: 'new@partner.example' });
  await page.getByRole('button', { name: '1 new session · show newest' }).waitFor();
  await page.keyboard.press('Escape');
  await firstSession(window).getByText('new@partner.example').waitFor();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Resume' }).waitFor();
});

test('of many sessions only the visible rows are drawn, and scrolling reaches the oldest', async () => {
  window = await bench.open('normal', '/log');
  const { page, server } = window;
  server.happen({ kind: 'delivered', sender: 'oldest@partner.example' });
  await firstSession(window).getByText('oldest@partner.example').waitFor();
  // In parts that a window on a busy machine has read before the next one: of one that does not read, the line is cut.
  for (const all of ['All 1', 'All 301', 'All 601', 'All 901', 'All 1,201']) {
    await page.getByRole('radio', { name: all, exact: true }).waitFor();
    if (all !== 'All 1,201') server.attack(3, 100);
  }
  expect(await rows(window).count()).toBeLessThan(60);
  const grid = page.getByRole('grid', { name: 'Sessions' });
  expect(await grid.getAttribute('aria-rowcount')).toBe('1202');
  await firstSession(window).focus();
  await page.keyboard.press('End');
  const oldest = page.getByRole('row').filter({ hasText: 'oldest@partner.example' });
  await eventually(() => oldest.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await oldest.getAttribute('aria-rowindex')).toBe('1202');
});

test('a window that nobody sees hears of no session, and shows them all when it is seen again', async () => {
  window = await bench.open('normal', '/log');
  const { page, server } = window;
  server.happen({ kind: 'delivered', sender: 'seen@partner.example' });
  await firstSession(window).getByText('seen@partner.example').waitFor();
  const show = (isShown: boolean) =>
    page.evaluate((isHidden) => {
      Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, !isShown);
  const chosen = page.waitForResponse(
    (answer) =>
      answer.url().includes('/api/events/') && !(answer.request().postData() ?? '').includes('"sessions"'),
  );
  await show(false);
  await chosen;
  server.happen({ kind: 'delivered', sender: 'unseen@partner.example' });
  expect(await page.getByText('unseen@partner.example').count()).toBe(0);
  await show(true);
  await firstSession(window).getByText('unseen@partner.example').waitFor();
});
