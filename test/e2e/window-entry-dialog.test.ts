import { expect, test } from 'vitest';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();

test('the error of a field goes as soon as it is mended, so that one click on the button saves', async () => {
  const { page } = await bench.open('normal', '/white-list');
  await page.getByRole('button', { name: /^Add/ }).first().click();
  const dialog = page.getByRole('dialog');
  const add = dialog.getByRole('button', { name: 'Add', exact: true });
  const address = dialog.getByRole('textbox').first();
  await add.click();
  await dialog.locator('[aria-invalid=true]').waitFor();
  await address.fill('news@partner.example');
  expect(await dialog.locator('[aria-invalid=true]').count()).toBe(0);
  const box = await add.boundingBox();
  await add.click({ position: { x: 10, y: (box?.height ?? 4) - 2 } });
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('news@partner.example').first().waitFor();
});
