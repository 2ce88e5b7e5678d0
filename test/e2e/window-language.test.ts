import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { OPTION_PATHS, describeOption } from '../../server/contract/options.ts';
import { german } from '../../renderer/text/de.ts';
import { eventually } from '../helpers/eventually.ts';
import { takeShot } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();
const ENGLISH = path.resolve(import.meta.dirname, '../../renderer/text/en');

test('the language is chosen on the Server page; the window opens anew in it, at the same place', async () => {
  const { page } = await bench.open('normal', '/server');
  await page.getByLabel('Language').selectOption({ label: 'Deutsch' });
  await page.getByRole('heading', { name: 'Aussehen' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await page.getByLabel('Sprache').selectOption({ label: 'English' });
  await page.getByRole('heading', { name: 'Appearance' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

test(
  'whoever reads German finds no English words of the window on any page',
  { timeout: 240_000 },
  async () => {
    const { page, server } = await bench.open('normal', '', { locale: 'de-AT' });
    server.attack(1, 20);
    const onlyEnglish = await englishWords();
    expect(onlyEnglish.size).toBeGreaterThan(300);
    const links = page.getByRole('navigation').getByRole('link');
    await page.getByRole('navigation', { name: 'Seiten' }).waitFor();
    for (let index = 0; index < (await links.count()); index++) {
      await links.nth(index).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await eventually(() => page.getByText('Wird geladen', { exact: true }).count()).toBe(0);
      const name = (await links.nth(index).getAttribute('href')) ?? '';
      await takeShot(page, `german-${name.slice(2)}`);
      const written = await page.evaluate(() => [
        ...document.body.innerText.split('\n'),
        ...[...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((element) =>
          ['aria-label', 'placeholder', 'title'].map((attribute) => element.getAttribute(attribute) ?? ''),
        ),
      ]);
      expect(
        [...new Set(written.map((words) => words.trim()).filter((words) => onlyEnglish.has(words)))],
        name,
      ).toEqual([]);
    }
  },
);

test('in a German window the labels of options, which stay English, are marked as that', async () => {
  const { page, server } = await bench.open('normal', '/log', { locale: 'de-AT' });
  server.happen({ kind: 'fromHeader' });
  await page.getByRole('row').nth(1).click();
  await page.getByRole('heading', { level: 3, name: 'Regeln' }).waitFor();
  expect(await optionLabels(page), 'log detail').toEqual({ marked: true, unmarked: [] });
  for (const route of [
    '/dashboard',
    '/smtp-authentication',
    '/gateways?tab=global',
    '/authenticity',
    '/try?tab=change',
  ]) {
    await page.goto(`${new URL('/', page.url()).href}#${route}`);
    await eventually(async () => ({ route, ...(await optionLabels(page)) })).toEqual({
      route,
      marked: true,
      unmarked: [],
    });
  }
});

/** Whether option labels on the page are marked as English, and which are not (WCAG 2.2, 3.1.2). */
function optionLabels(
  page: Page,
): Promise<{ readonly marked: boolean; readonly unmarked: readonly string[] }> {
  return page.evaluate(
    (labels) => {
      const nodes = document.createTreeWalker(
        document.querySelector('main') ?? document.body,
        NodeFilter.SHOW_TEXT,
      );
      const found = { marked: false, unmarked: [] as string[] };
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        const words = node.textContent ?? '';
        if (!labels.some((label) => words.includes(label))) continue;
        if (node.parentElement?.closest('[lang]')?.getAttribute('lang') === 'en') found.marked = true;
        else found.unmarked.push(words);
      }
      return found;
    },
    OPTION_PATHS.map((path) => describeOption(path).label),
  );
}

/** The English words of the catalogue that the German one does not use too. */
async function englishWords(): Promise<ReadonlySet<string>> {
  const modules = await Promise.all(
    readdirSync(ENGLISH).map(async (file) => (await import(path.join(ENGLISH, file))) as object),
  );
  const inGerman = new Set(wordsOf(german));
  return new Set(modules.flatMap((words) => wordsOf(words)).filter((words) => !inGerman.has(words)));
}

function wordsOf(part: object): readonly string[] {
  return Object.values(part).flatMap((value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? wordsOf(value) : [];
  });
}
