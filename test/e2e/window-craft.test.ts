import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../server/contract/options.ts';
import { axeViolations } from '../helpers/axe-violations.ts';
import { eventually } from '../helpers/eventually.ts';
import { takeShot, type OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();
/** The navigation, its main part: what a page looks like is asked once for each of its links. */
const everyPage = async ({ page }: OpenedWindow, look: (name: string) => Promise<void>): Promise<void> => {
  const links = page.getByRole('navigation').getByRole('link');
  const count = await links.count();
  expect(count).toBeGreaterThan(12);
  for (let index = 0; index < count; index++) {
    await links.nth(index).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await eventually(() =>
      page
        .getByRole('main')
        .getByRole('status')
        .getByText(/^(Loading|Wird geladen)$/)
        .count(),
    ).toBe(0);
    await look((await links.nth(index).getAttribute('href')) ?? '');
  }
};
const palette = (page: Page) => page.getByRole('combobox', { name: 'Search and commands' });
const openPalette = async (page: Page, typed = '') => {
  await page.keyboard.press('Control+k');
  await palette(page).waitFor();
  await page.keyboard.type(typed);
};
const inTheme = (theme: string, contrast: string) => ({
  colorScheme: theme === 'dark' ? ('dark' as const) : ('light' as const),
  contrast: contrast === 'more' ? ('more' as const) : ('no-preference' as const),
});

describe('the appearance', () => {
  test('is chosen on the Server page, shows at once and is there before the next first picture', async () => {
    const { page } = await bench.open('normal', '/server?card=appearance');
    const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await page.getByRole('heading', { name: 'Appearance' }).waitFor();
    await page.getByRole('group', { name: 'Theme' }).getByRole('radio', { name: 'Dark' }).check();
    expect(await scheme()).toBe('dark');
    await page.getByRole('group', { name: 'Contrast' }).getByRole('radio', { name: 'High' }).check();
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        const { theme, contrast } = document.documentElement.dataset;
        Reflect.set(globalThis, 'atFirst', `${String(theme)} ${String(contrast)}`);
      });
    });
    await page.reload();
    expect(await page.evaluate(() => Reflect.get(globalThis, 'atFirst') as string)).toBe('dark more');
  });

  test.each(['light', 'dark'])(
    'in high contrast, %s, axe finds text of 7:1 on every page',
    { timeout: 240_000 },
    async (theme) => {
      const window = await bench.open('normal', '', inTheme(theme, 'more'));
      window.server.attack(1, 20);
      await everyPage(window, async (name) => {
        await takeShot(window.page, `high-contrast-${theme}-${name.slice(2)}`);
        expect(await axeViolations(window.page, ['color-contrast-enhanced']), name).toEqual([]);
      });
    },
  );

  test(
    'in forced colours the page that is shown stands out in the navigation',
    { timeout: 240_000 },
    async () => {
      const window = await bench.open('normal', '', { forcedColors: 'active' });
      window.server.attack(1, 20);
      await everyPage(window, async (name) => {
        await takeShot(window.page, `forced-${name.slice(2)}`);
        const here = window.page.getByRole('navigation').locator('[aria-current=page]');
        const other = window.page.getByRole('navigation').locator('a:not([aria-current])').first();
        const background = (element: typeof here) =>
          element.evaluate((e) => getComputedStyle(e).backgroundColor);
        expect(await background(here), name).not.toBe(await background(other));
      });
    },
  );
});

describe('a narrow window', () => {
  test.each([
    ['320 pixels wide, as at 400 %', { width: 320, height: 640 }],
    ['at 200 %', { width: 590, height: 400 }],
  ])('%s is read without scrolling sideways', { timeout: 240_000 }, async (_, viewport) => {
    const window = await bench.open('normal', '', { viewport });
    await everyPage(window, async (name) => {
      await takeShot(window.page, `narrow-${String(viewport.width)}-${name.slice(2)}`);
      const over = await window.page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('main, header, footer')].map(
          (part) => part.scrollWidth - part.clientWidth,
        ),
      );
      expect(Math.max(...over), name).toBeLessThanOrEqual(0);
    });
  });
});

test(
  'no page moves what was already drawn, and nothing to press is smaller than 24 pixels',
  { timeout: 240_000 },
  async () => {
    const window = await bench.open('normal');
    const { page } = window;
    await page.evaluate(() => {
      Reflect.set(globalThis, 'shifted', 0);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
          if (shift.hadRecentInput) continue; // a page that was asked for may replace the one before
          Reflect.set(globalThis, 'shifted', (Reflect.get(globalThis, 'shifted') as number) + shift.value);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await everyPage(window, async (name) => {
      expect(await page.evaluate(() => Reflect.get(globalThis, 'shifted') as number), name).toBeLessThan(
        0.05,
      );
      expect(await smallTargets(page), name).toEqual([]);
    });
  },
);

/** What can be pressed and is smaller than 24 by 24, unless it stands in a line of text or a label presses it (WCAG 2.5.8). */
function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a, input, select, summary')]
      .filter((element) => {
        const target = element.closest('label') ?? element;
        const { width, height } = target.getBoundingClientRect();
        const isInline = getComputedStyle(element).display === 'inline';
        return (
          width > 0 &&
          !isInline &&
          !element.classList.contains('skip-link') &&
          (width < 23.5 || height < 23.5)
        );
      })
      .map((element) => `${element.className} ${element.textContent}`),
  );
}

describe('the palette, by keyboard alone', () => {
  test('finds a command in spite of a slip, and has what was used lately on top next time', async () => {
    const { page } = await bench.open('normal');
    await openPalette(page, 'blokc ip');
    await page.getByRole('option', { name: /Block an IP…/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Block an IP address' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await openPalette(page);
    const first = page.getByRole('group', { name: 'Used lately' }).getByRole('option').first();
    expect(await first.innerText()).toContain('Block an IP…');
    expect(await first.getAttribute('aria-selected')).toBe('true');
    await takeShot(page, 'palette');
    expect(await axeViolations(page)).toEqual([]);
  });

  test('turns an option to report only, and takes it back', async () => {
    const { page, server } = await bench.open('normal');
    const mode = () => server.world.settings.options.roleAddressMustAuth.mode;
    await page.getByRole('contentinfo').getByText('connected').waitFor();
    await openPalette(page, `report only ${OPTIONS.roleAddressMustAuth.label.slice(0, 24)}`);
    await page.keyboard.press('Enter');
    await eventually(mode).toBe('report');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await openPalette(page, 'undo');
    await page.keyboard.press('Enter');
    await eventually(mode).toBe('enforce');
  });

  test('offers for an IP address the log, the reason and the block', async () => {
    const { page } = await bench.open('normal');
    await openPalette(page, '203.0.113.9');
    const offered = page.getByRole('group', { name: 'What you typed' }).getByRole('option');
    expect((await offered.allInnerTexts()).map((line) => line.split('\n', 1)[0])).toEqual(
      expect.arrayContaining([
        'Show 203.0.113.9 in the log',
        'Why was 203.0.113.9 blocked?',
        'Block 203.0.113.9…',
      ]),
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Live log' }).waitFor();
    expect(page.url()).toContain('result=blocked');
  });

  test('changes how the window looks, and goes to a card of the settings', async () => {
    const { page } = await bench.open('normal');
    await openPalette(page, 'theme dark');
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await openPalette(page, 'certificate');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { level: 2, name: 'Certificate' });
    await eventually(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe('the list of shortcuts', () => {
  test('opens by ?, but not in a field, and not once that is switched off', async () => {
    const { page } = await bench.open('normal', '/log');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await page.getByRole('heading', { level: 1, name: 'Live log' }).waitFor();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('?');
    expect(await list.count()).toBe(0);
    await page.keyboard.press('F6');
    await page.keyboard.press('?');
    await list.waitFor();
    await takeShot(page, 'shortcuts');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('checkbox', { name: '“?” alone opens this list' }).uncheck();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    expect(await list.count()).toBe(0);
    await page.keyboard.press('Control+/');
    await list.waitFor();
  });
});
