import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWindow } from '../helpers/built-window.ts';
import { startWindowBench, takeShot, type WindowBench } from '../helpers/opened-window.ts';
import { pseudoLanguage } from '../helpers/pseudo-language.ts';

/** The window with accented words that are 40 % longer: what a translation may do to it. */

let bench: WindowBench;
beforeAll(async () => {
  bench = await startWindowBench(await buildWindow([pseudoLanguage()]));
});
afterAll(() => bench.dispose());

test(
  'no page scrolls sideways in the smallest window, however long its words are',
  { timeout: 240_000 },
  async () => {
    const { page, faults, close } = await bench.open('normal', '', { viewport: { width: 900, height: 600 } });
    const links = page.getByRole('navigation').getByRole('link');
    const count = await links.count();
    expect(count).toBeGreaterThan(12);
    for (let index = 0; index < count; index++) {
      await links.nth(index).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      const name = (await links.nth(index).getAttribute('href')) ?? '';
      await takeShot(page, `long-words-${name.slice(2)}`);
      const over = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('main, header, footer')].map(
          (part) => part.scrollWidth - part.clientWidth,
        ),
      );
      expect(Math.max(...over), name).toBeLessThanOrEqual(0);
    }
    expect(faults).toEqual([]);
    await close();
  },
);
