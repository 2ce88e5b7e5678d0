import { expectFocus } from './keyboard.ts';
import type { Office } from './office.ts';

/** Everything has a name in the palette, and the keys are listed behind `?`. */
export async function findTheWayByKeys({ page, keys }: Office): Promise<void> {
  await keys.press('ControlOrMeta+2');
  await page.getByRole('heading', { level: 1, name: 'Live log' }).waitFor();
  await keys.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await expectFocus(palette.getByRole('combobox'));
  await keys.type('dynmic');
  await palette.getByRole('option', { name: /^Dynamic Screen/, selected: true }).waitFor();
  await keys.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Dynamic Screen' }).waitFor();
  await keys.press('F6');
  await keys.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByText('White list the sender').waitFor();
  await keys.press('Escape');
  await help.waitFor({ state: 'detached' });
  await keys.press('ControlOrMeta+k', 'Escape');
  await palette.waitFor({ state: 'detached' });
}
