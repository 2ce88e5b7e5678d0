import { expect, test } from 'vitest';
import { FIRST_BUNDLE_LIMIT, loadedScripts, measureFirstBundle } from '../helpers/first-bundle.ts';
import { sharedWindow } from './shared-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();

test('what is loaded until the first page shows is small, and the log page is not in it', async () => {
  const { page } = await bench.open('normal');
  const first = await measureFirstBundle(page, sharedWindow().folder);
  expect(first.kilobytes).toBeLessThanOrEqual(FIRST_BUNDLE_LIMIT.kilobytes);
  expect(first.gzipKilobytes).toBeLessThanOrEqual(FIRST_BUNDLE_LIMIT.gzipKilobytes);
  await page.getByRole('navigation').getByRole('link', { name: 'Live log' }).click();
  await page.getByRole('heading', { level: 1, name: 'Live log' }).waitFor();
  const later = (await loadedScripts(page)).filter((name) => !first.names.includes(name));
  expect(later).toContainEqual(expect.stringMatching(/\/log-page-/));
});
