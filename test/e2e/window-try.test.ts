import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../server/contract/options.ts';
import { eventually } from '../helpers/eventually.ts';
import { takeShot } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong: the rule and where, one line each. */
async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(async (tags) => {
    interface Axe {
      run: (
        where: Document,
        options: object,
      ) => Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>;
    }
    const axe = Reflect.get(globalThis, 'axe') as Axe; // put there by the line above
    const found = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    );
  }, TAGS);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1, name: 'Try it' });

describe.each(['light', 'dark'] as const)('Try it, in the %s scheme', (colorScheme) => {
  test.each([
    ['1180x800', { width: 1180, height: 800 }],
    ['900x600', { width: 900, height: 600 }],
  ])('axe finds nothing at %s', { timeout: 120_000 }, async (size, viewport) => {
    const { page, server } = await bench.open('normal', '/try?ip=203.0.113.7&from=anna@office.example', {
      colorScheme,
      viewport,
    });
    await heading(page).waitFor();
    const check = async (state: string) => {
      await takeShot(page, `try-${state}-${size}-${colorScheme}`);
      expect(await violations(page), state).toEqual([]);
      const overflow = await page.evaluate(() => {
        const main = document.querySelector('main');
        return main ? main.scrollWidth - main.clientWidth : 0;
      });
      expect(overflow, state).toBeLessThanOrEqual(0);
    };
    await page.getByRole('button', { name: 'Test it' }).click();
    await page.getByText('This is missing.').waitFor();
    await check('message-errors');
    await page.getByRole('textbox', { name: 'Recipient' }).fill('tom@office.example');
    await page.getByRole('button', { name: 'Test it' }).click();
    await page.getByRole('heading', { name: 'Step by step' }).waitFor();
    await check('message-refused');
    await page.getByRole('textbox', { name: 'MAIL FROM' }).fill('joe@partner.example');
    await page.getByRole('textbox', { name: 'From: header' }).fill('Joe <joe@partner.example>');
    await page.getByRole('button', { name: 'Test it' }).click();
    await page.getByText('The message is accepted.').waitFor();
    await check('message-accepted');
    for (let count = 0; count < 12; count++)
      server.happen({ kind: count % 3 === 0 ? 'fromHeader' : 'forged', ip: `203.0.113.${String(count)}` });
    await page.getByRole('tab', { name: 'Try a change' }).click();
    await page.getByText('Nothing is to be changed yet.').waitFor();
    await check('change-empty');
    await page.getByRole('button', { name: 'Add to the change' }).click();
    await page.getByText('would be let in.').waitFor();
    await check('change-difference');
  });
});

test(
  'a change is put together, looked at, made and taken back by keyboard alone',
  { timeout: 120_000 },
  async () => {
    const { page, server } = await bench.open('normal', '/try?tab=change&option=localIpMustAuth');
    await heading(page).waitFor();
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const reach = async (name: string) => {
      for (let count = 0; count < 80; count++) {
        const focused = await page.evaluate(() => {
          const found = document.activeElement;
          return found?.getAttribute('aria-label') ?? found?.textContent ?? '';
        });
        if (focused.trim() === name) return;
        await press('Tab');
      }
      throw new Error(`no way to ${name}`);
    };
    await reach('Add to the change');
    await press('Enter');
    await page.getByText(`“${OPTIONS.localIpMustAuth.label}”: Off (now On)`).waitFor();
    const make = page.getByRole('button', { name: 'Make this change' });
    await make.waitFor();
    await eventually(() => make.isEnabled()).toBe(true);
    expect(server.world.settings.options.localIpMustAuth.mode).toBe('enforce');
    await reach('Make this change');
    await press('Enter');
    await eventually(() => server.world.settings.options.localIpMustAuth.mode).toBe('off');
    await reach('Undo');
    await press('Enter');
    await eventually(() => server.world.settings.options.localIpMustAuth.mode).toBe('enforce');
  },
);

test('entries of lists come and go in a draft, and only what can', { timeout: 120_000 }, async () => {
  const { page, server } = await bench.open('normal', '/try?tab=change');
  await heading(page).waitFor();
  const patterns = () => server.world.whiteList.map(({ pattern }) => pattern);
  const before = patterns();
  await page.getByRole('combobox', { name: 'What' }).selectOption('White list: add an address');
  const entry = page.getByRole('textbox', { name: 'Entry' });
  const add = page.getByRole('button', { name: 'Add to the change' });
  await entry.fill(before[0] ?? '');
  await add.click();
  await page.getByText('is in the list already').waitFor();
  await entry.fill('scan@office.example');
  await add.click();
  await page.getByText('White list: add scan@office.example').waitFor();
  await page.getByRole('combobox', { name: 'What' }).selectOption('White list: remove an address');
  await page.getByRole('textbox', { name: 'Entry' }).fill(before[0] ?? '');
  await add.click();
  await page.getByRole('button', { name: 'Make this change' }).click();
  await eventually(patterns).toEqual([...before.slice(1), 'scan@office.example']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await eventually(() => patterns().toSorted()).toEqual(before.toSorted());
});
