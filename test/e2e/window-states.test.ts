import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeViolations } from '../helpers/axe-violations.ts';
import { takeShot, type OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

/** What opens on a page when it is asked for: found sound by axe, closed by Escape, the focus back where it came from. */
interface State {
  readonly name: string;
  readonly route: string;
  readonly heading: string;
  /** What is pressed. */
  readonly opener: (page: Page) => ReturnType<Page['getByRole']>;
  readonly opened: (page: Page) => ReturnType<Page['getByRole']>;
}

const bench = useWindowBench();
const STATES: readonly State[] = [
  {
    name: 'log-filters',
    route: '/log',
    heading: 'Live log',
    opener: (page) => page.getByRole('button', { name: 'Filters' }),
    opened: (page) => page.getByRole('menu'),
  },
  {
    name: 'log-export',
    route: '/log',
    heading: 'Live log',
    opener: (page) => page.getByRole('button', { name: 'Export…' }),
    opened: (page) => page.getByRole('dialog', { name: 'Export sessions' }),
  },
  {
    name: 'changes-say-why',
    route: '/changes',
    heading: 'Change history',
    opener: (page) => page.getByRole('button', { name: /^Say why/ }).first(),
    opened: (page) => page.getByRole('dialog'),
  },
  {
    name: 'changes-undo-question',
    route: '/changes?subject=localIpMustAuth',
    heading: 'Change history',
    opener: (page) => page.getByRole('button', { name: /^Undo/ }).first(),
    opened: (page) => page.getByRole('alertdialog'),
  },
  {
    name: 'white-list-entry',
    route: '/white-list',
    heading: 'White list',
    opener: (page) => page.getByRole('button', { name: 'Add address…' }),
    opened: (page) => page.getByRole('dialog'),
  },
  {
    name: 'block-an-ip',
    route: '/dynamic-screen',
    heading: 'Dynamic Screen',
    opener: (page) => page.getByRole('button', { name: 'Block an IP…' }),
    opened: (page) => page.getByRole('dialog'),
  },
  {
    name: 'account',
    route: '/accounts',
    heading: 'Accounts',
    opener: (page) => page.getByRole('button', { name: 'Add account…' }),
    opened: (page) => page.getByRole('dialog'),
  },
  {
    name: 'option-help',
    route: '/smtp-authentication',
    heading: 'SMTP Authentication',
    opener: (page) => page.getByRole('button', { name: /^About/ }).first(),
    opened: (page) => page.getByRole('dialog'),
  },
];

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  test('what opens is sound, Escape closes it, and the focus returns', { timeout: 240_000 }, async () => {
    const { page, server } = await bench.open('normal', '', { colorScheme });
    server.attack(1, 20);
    for (const state of STATES) {
      await goTo(page, state);
      await state.opener(page).focus();
      await page.keyboard.press('Enter');
      await state.opened(page).waitFor();
      await takeShot(page, `state-${state.name}-${colorScheme}`);
      expect(await axeViolations(page), state.name).toEqual([]);
      await page.keyboard.press('Escape');
      await state.opened(page).waitFor({ state: 'hidden' });
      await expect
        .poll(() => state.opener(page).evaluate((element) => element === document.activeElement), {
          message: state.name,
        })
        .toBe(true);
    }
  });

  test(
    'the log is sound with a session open, its menu, a filter and a time of one’s own',
    { timeout: 240_000 },
    async () => {
      const { page, server } = await bench.open('normal', '/log', { colorScheme });
      server.attack(2, 30);
      const check = async (name: string) => {
        await takeShot(page, `state-log-${name}-${colorScheme}`);
        expect(await axeViolations(page), name).toEqual([]);
      };
      const row = page.getByRole('grid', { name: 'Sessions' }).getByRole('row').nth(2);
      await row.click();
      await page.getByRole('heading', { name: 'Transcript' }).waitFor();
      await check('detail');
      await row.focus();
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menu').waitFor();
      await check('row-menu');
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: 'Time' }).selectOption({ label: 'From … to …' });
      await page.getByRole('dialog', { name: 'Show a time of your own' }).waitFor();
      await check('range');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.getByRole('searchbox', { name: 'Filter' }).fill('nobody-at-all');
      await page.getByText('Nothing matches').waitFor();
      await check('no-match');
    },
  );
});

async function goTo(page: Page, { route, heading }: State): Promise<void> {
  await page.goto(`${new URL('/', page.url()).href}#${route}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

test(
  'at 900 by 600 nothing that has the focus lies beneath another thing',
  { timeout: 240_000 },
  async () => {
    const window = await bench.open('normal', '', { viewport: { width: 900, height: 600 } });
    const { page } = window;
    const links = page.getByRole('navigation').getByRole('link');
    const count = await links.count();
    expect(count).toBeGreaterThan(12);
    for (let index = 0; index < count; index++) {
      await links.nth(index).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('status').getByText('Loading').waitFor({ state: 'detached' });
      expect(await hiddenStops(window), (await links.nth(index).getAttribute('href')) ?? '').toEqual([]);
    }
  },
);

test(
  'at 900 by 600 the step that follows is always in sight in the first run',
  { timeout: 240_000 },
  async () => {
    const window = await bench.open('first-run', '', { viewport: { width: 900, height: 600 } });
    const { page } = window;
    for (const step of ['name', 'accounts', 'ports', 'certificate', 'outgoing', 'devices', 'dns', 'try']) {
      await page.goto(`${new URL('/', page.url()).href}#/first-run?step=${step}`);
      await page.getByRole('heading', { level: 2 }).waitFor();
      await page.getByRole('status').getByText('Loading').waitFor({ state: 'detached' });
      const primary = page.locator('form').getByRole('button').last();
      const box = await primary.boundingBox();
      await takeShot(page, `state-first-run-${step}-900`);
      expect((box?.y ?? 600) + (box?.height ?? 0), step).toBeLessThan(600 - 30);
      expect(await hiddenStops(window), step).toEqual([]);
    }
  },
);

/** Tabs through the page once; what has the focus and cannot be seen at its middle (WCAG 2.2, 2.4.11). */
async function hiddenStops({ page }: OpenedWindow): Promise<readonly string[]> {
  const hidden: string[] = [];
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur(); // what has the focus is an HTML element
  });
  for (let stop = 0; stop < 80; stop++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return { isEnd: true, hidden: null };
      const { left, top, width, height } = focused.getBoundingClientRect();
      const seen = document.elementFromPoint(left + width / 2, top + Math.min(height, 24) / 2);
      const isSeen = seen !== null && (focused.contains(seen) || seen.contains(focused));
      const label = focused.closest('label');
      const isLabelled = label !== null && seen !== null && label.contains(seen);
      const name = `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent.slice(0, 40)}`;
      return { isEnd: false, hidden: isSeen || isLabelled ? null : name };
    });
    if (found.isEnd) break;
    if (found.hidden !== null) hidden.push(found.hidden);
  }
  return hidden;
}
