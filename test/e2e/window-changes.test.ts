import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../server/contract/options.ts';
import { eventually } from '../helpers/eventually.ts';
import { takeShot, type OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();
let window: OpenedWindow;

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LOCAL_IP = OPTIONS.localIpMustAuth.label;

async function violations({ page }: OpenedWindow): Promise<unknown> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(TAGS)} }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
  );
}

/** Tabs until the element has the focus, as somebody without a mouse does. */
async function tabTo(target: Locator): Promise<void> {
  const { page } = window;
  await target.waitFor();
  for (let count = 0; count < 120; count++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the element is not reached by Tab');
}

async function pressAt(target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(target);
  await window.page.keyboard.press(key);
}

describe('the change history, without a mouse', () => {
  test('an option is changed, explained, found in the history and undone there', async () => {
    window = await bench.open('normal', '/smtp-authentication');
    const { page, server } = window;
    const option = page.getByRole('switch', { name: LOCAL_IP, exact: true });
    await pressAt(option, 'Space');
    await pressAt(page.getByRole('button', { name: 'Turn off' }));
    await eventually(() => server.world.settings.options.localIpMustAuth.mode).toBe('off');
    const bar = page.getByRole('contentinfo');
    await pressAt(bar.getByRole('button', { name: 'Say why' }));
    await page.getByRole('dialog').getByLabel('Why').waitFor();
    await page.keyboard.type('The old scanner cannot sign in');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await pressAt(page.getByRole('navigation').getByRole('link', { name: 'Change history' }));
    await page.getByRole('heading', { level: 1, name: 'Change history' }).waitFor();
    const made = page.getByRole('listitem', { name: `“${LOCAL_IP}” is now off`, exact: true });
    await made.getByText('The old scanner cannot sign in').waitFor();
    await made.getByRole('row', { name: new RegExp(`${LOCAL_IP} on off`) }).waitFor();
    await pressAt(made.getByRole('button', { name: /^Undo/ }));
    await eventually(() => server.world.settings.options.localIpMustAuth.mode).toBe('enforce');
    await page.getByRole('listitem', { name: `Undone: “${LOCAL_IP}” is now off` }).waitFor();
    await made.getByText('Undone', { exact: true }).waitFor();
    expect(await made.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
    expect(window.faults).toEqual([]);
  });

  test('an undo that takes a protection away is asked about, and Escape keeps the change', async () => {
    window = await bench.open('normal', '/changes?subject=localIpMustAuth');
    const { page, server } = window;
    await pressAt(page.getByRole('button', { name: /^Undo/ }));
    await page.getByRole('alertdialog', { name: 'Undo this change?' }).waitFor();
    await takeShot(page, 'changes-undo-question');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
    expect(server.world.settings.options.localIpMustAuth.mode).toBe('enforce');
    await page.getByText(`Only about “${LOCAL_IP}”`).waitFor();
  });

  test('a search finds by words and by kind, and says where nothing matches', async () => {
    window = await bench.open('normal', '/changes');
    const { page } = window;
    const items = page.getByRole('list', { name: 'Changes' }).getByRole('listitem');
    await eventually(() => items.count()).toBe(5);
    await tabTo(page.getByRole('searchbox', { name: 'Search the history' }));
    await page.keyboard.type('scanner anna');
    await eventually(() => items.count()).toBe(1);
    await page.keyboard.type(' nowhere');
    await page.getByText('No change matches').waitFor();
    await takeShot(page, 'changes-nothing-found');
  });
});

describe('the white list, without a mouse', () => {
  const patterns = () => window.server.world.whiteList.map(({ pattern }) => pattern);

  test('an address is exempted with an owner and an end, and Undo takes it away again', async () => {
    window = await bench.open('normal', '/white-list');
    const { page, server } = window;
    await pressAt(page.getByRole('button', { name: 'Add address…' }));
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('scan@office.example');
    await tabTo(page.getByRole('dialog').getByLabel('Asked for by'));
    await page.keyboard.type('Eva');
    await tabTo(page.getByRole('dialog').getByLabel('For', { exact: true }));
    await page.keyboard.type('One week');
    await pressAt(page.getByRole('dialog').getByRole('button', { name: 'Add' }));
    await eventually(patterns).toContain('scan@office.example');
    const added = server.world.whiteList.at(-1);
    expect([added?.owner, (added?.expiresAt ?? 0) > Date.now()]).toEqual(['Eva', true]);
    const row = page.getByRole('row', { name: /scan@office\.example/ });
    await row.getByText('by Web console').waitFor();
    await pressAt(page.getByRole('contentinfo').getByRole('button', { name: 'Undo' }));
    await eventually(patterns).not.toContain('scan@office.example');
    expect(server.world.changes[0]?.summary).toMatch(/^Undone: White list: scan@office\.example added/);
  });

  test('what nobody uses is asked about: kept for another 90 days, or removed and brought back', async () => {
    window = await bench.open('normal', '/white-list');
    const { page } = window;
    await page.getByText('2 entries nobody has used for 90 days').waitFor();
    await page.getByText('Never used since it was added 200 days ago. Remove it?').waitFor();
    await pressAt(page.getByRole('button', { name: 'Keep payroll@office.example' }));
    await page.getByText('1 entry nobody has used for 90 days').waitFor();
    await pressAt(page.getByRole('button', { name: 'Remove old-scanner@office.example, which nobody uses' }));
    await eventually(patterns).not.toContain('old-scanner@office.example');
    await pressAt(page.getByRole('contentinfo').getByRole('button', { name: 'Undo' }));
    await eventually(patterns).toContain('old-scanner@office.example');
  });

  test('what was never used is shown alone, removed together, and brought back together', async () => {
    window = await bench.open('normal', '/white-list');
    const { page } = window;
    const before = [...patterns()].toSorted();
    await tabTo(page.getByRole('combobox', { name: 'Show' }));
    await page.keyboard.type('Never');
    await pressAt(page.getByRole('button', { name: 'Remove these 2 entries' }));
    await page.getByText('No entry matches').waitFor();
    await pressAt(page.getByRole('contentinfo').getByRole('button', { name: 'Undo' }));
    await eventually(() => [...patterns()].toSorted()).toEqual(before);
  });

  test('an entry that has ended is renewed', async () => {
    window = await bench.open('normal', '/white-list');
    const { page, server } = window;
    const fair = () => server.world.whiteList.find(({ pattern }) => pattern === 'fair@events.example');
    await pressAt(page.getByRole('button', { name: 'Renew fair@events.example for 30 days' }));
    await eventually(() => (fair()?.expiresAt ?? 0) > Date.now()).toBe(true);
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([
    ['changes', '/changes', 'Change history', 'normal'],
    ['changes-empty', '/changes', 'Change history', 'empty'],
    ['white-list', '/white-list', 'White list', 'normal'],
  ] as const)('axe finds nothing wrong with %s', async (shot, route, name, scenario) => {
    window = await bench.open(scenario, route, { colorScheme });
    await window.page.getByRole('heading', { level: 1, name }).waitFor();
    await window.page.getByRole('status').getByText('Loading').waitFor({ state: 'detached' });
    await takeShot(window.page, `${shot}-${colorScheme}`);
    expect(await violations(window)).toEqual([]);
    await window.page.setViewportSize({ width: 900, height: 600 });
    await takeShot(window.page, `${shot}-${colorScheme}-900`);
  });
});
