import { describe, expect, test } from 'vitest';
import { axeViolations } from '../helpers/axe-violations.ts';
import { eventually } from '../helpers/eventually.ts';
import { takeShot, type OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();
let window: OpenedWindow;

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  test.each(['good', 'normal', 'alarm', 'empty'] as const)(
    'axe finds nothing where the state is: %s',
    async (scenario) => {
      window = await bench.open(scenario, '', { colorScheme });
      const { page } = window;
      await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
      await page.getByRole('heading', { level: 2, name: 'Top reasons' }).waitFor();
      await page.getByText('The numbers as a table').click();
      await page.getByRole('table', { name: 'Sessions over time' }).waitFor();
      await takeShot(page, `dashboard-${scenario}-${colorScheme}`);
      expect(await axeViolations(page)).toEqual([]);
    },
  );
});

describe('the dashboard', () => {
  test('is where the window starts, and its light agrees with the headline', async () => {
    window = await bench.open('good');
    const { page, server } = window;
    await page.getByRole('heading', { level: 2, name: /^Gatepost takes mail for office\.example/ }).waitFor();
    await page.getByRole('contentinfo').getByRole('link', { name: 'Running' }).waitFor();
    server.world.health = { ...server.world.health, disk: { freeBytes: 1e8, totalBytes: 1e11 } };
    server.tell('status');
    await page
      .getByRole('heading', { level: 2, name: 'The disk fills: 100 MB of 100 GB are free.' })
      .waitFor();
    await page.getByRole('contentinfo').getByRole('link', { name: 'Alarm' }).waitFor();
  });

  test('leads from what is wrong to where it is mended, by keyboard alone', async () => {
    window = await bench.open('normal');
    const { page } = window;
    await page.getByRole('link', { name: 'See what is held' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
    expect(page.url()).toContain('/queue?state=held');
  });

  test('leads from a reason to its sessions, and shows other spans', async () => {
    window = await bench.open('normal');
    const { page } = window;
    await page.getByText('30 days').click();
    await page.getByText('The numbers as a table').click();
    await eventually(() =>
      page.getByRole('table', { name: 'Sessions over time' }).getByRole('row').count(),
    ).toBe(31);
    await page.getByRole('link', { name: 'Relaying denied' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Live log' }).waitFor();
    expect(page.url()).toMatch(/result=blocked&option=relayControl&from=\d+/);
  });

  test('tests for an open relay, shows what was said, and takes an open one for the worst', async () => {
    window = await bench.open('good');
    const { page, server } = window;
    await page.getByRole('button', { name: 'Test now' }).press('Enter');
    await page.getByText('6 of 6 tries were refused.').waitFor();
    await page.getByText('What was asked and answered').click();
    await page
      .getByRole('list', { name: 'What was asked and answered' })
      .getByText('EHLO relay-test.invalid')
      .waitFor();
    server.world.health = { ...server.world.health, relay: 'accepted' };
    await page.getByRole('button', { name: 'Test again' }).press('Enter');
    await page.getByRole('heading', { level: 2, name: /^This server is an open relay/ }).waitFor();
  });

  test.each([
    ['900 by 600', { width: 900, height: 600 }],
    ['640 by 512', { width: 640, height: 512 }],
  ])('needs no scrolling sideways at %s', async (_, viewport) => {
    window = await bench.open('alarm', '', { viewport });
    const { page } = window;
    await page.getByRole('heading', { level: 2, name: 'Top networks' }).waitFor();
    const overflow = await page.evaluate(() => {
      const main = document.querySelector('main');
      return main ? main.scrollWidth - main.clientWidth : 0;
    });
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
