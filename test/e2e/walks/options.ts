import { expect } from 'vitest';
import { eventually } from '../../helpers/eventually.ts';
import { truthBar, type Office } from './office.ts';
import { send } from './traffic.ts';

const RETURN_PATH = 'Credentials used must match those of the return-path address';
const DISPLAY_NAME = "The name in the 'From:' header may not show another address";

/** A rule only reports for a while, says whom it would have blocked, and is enforced from there. */
export async function reportFirstThenEnforce(office: Office): Promise<void> {
  const { page, keys, call } = office;
  const shop = { account: 'u1', sender: 'shop@local.test', header: 'u1@local.test' } as const;
  const mode = async () => (await call('options.get')).returnPathMustMatch.mode;
  await keys.command(`Report only: ${RETURN_PATH}`, 'report only return-path');
  await eventually(mode).toBe('report');
  await keys.openPage('Dashboard');
  expect(await send(office, shop)).toMatch(/^250 /);
  expect(await send(office, shop)).toMatch(/^250 /);
  await keys.openPage('SMTP Authentication');
  const option = page.getByRole('group', { name: RETURN_PATH, exact: true });
  await option.getByRole('link', { name: 'Would have blocked 2 sessions from 1 sender in 7 days' }).waitFor();
  await keys.use(option.getByRole('button', { name: 'Show senders' }));
  await option.getByRole('row', { name: /shop@local\.test 2/ }).waitFor();
  await keys.use(option.getByRole('button', { name: `Enforce “${RETURN_PATH}”` }));
  await eventually(mode).toBe('enforce');
  expect(await send(office, shop)).toMatch(/^550 /);
}

/** A change is put together, its difference by sender is read, and only then it is made. */
export async function tryAChangeFirst(office: Office): Promise<void> {
  const { page, keys, call } = office;
  const fair = { account: 'u2', sender: 'fair@local.test' } as const;
  expect(await send(office, fair)).toMatch(/^550 /);
  await keys.openPage('Try it');
  await keys.reach(page.getByRole('tab', { name: 'Test a message' }));
  await keys.press('ArrowRight');
  await keys.choose(page.getByRole('combobox', { name: 'What' }), 'White list: add an address');
  await keys.write(page.getByRole('textbox', { name: 'Entry' }), fair.sender);
  await keys.press('Enter');
  await page.getByText('1 session that is refused now would be let in.').waitFor();
  await page
    .getByRole('table', { name: 'Newly let in' })
    .getByRole('row', { name: /^fair@local\.test.*127\.0\.0\.1/ })
    .waitFor();
  expect(await call('whiteList.list')).toEqual([]);
  expect(await send(office, fair)).toMatch(/^550 /);
  await keys.use(page.getByRole('button', { name: 'Make this change' }));
  await truthBar(page).getByText('1 tried change made').waitFor();
  expect(await send(office, fair)).toMatch(/^250 /);
  await keys.use(truthBar(page).getByRole('button', { name: 'Undo' }));
  await truthBar(page)
    .getByText(/^Undone:/)
    .waitFor();
  expect(await call('whiteList.list')).toEqual([]);
}

/** The tester answers what a real client then hears, word for word. */
export async function testOneMessage(office: Office): Promise<void> {
  const { page, keys } = office;
  await keys.openPage('Try it');
  await keys.choose(page.getByRole('combobox', { name: 'Listener' }), 'smtp');
  await keys.write(page.getByRole('textbox', { name: 'IP address' }), '127.0.0.1');
  await keys.choose(page.getByRole('combobox', { name: 'Signed in as' }), 'Nobody');
  await keys.write(page.getByRole('textbox', { name: 'MAIL FROM' }), 'u2@local.test');
  await keys.write(page.getByRole('textbox', { name: 'Recipient' }), 'u1@local.test');
  await keys.press('Enter');
  await page.getByRole('heading', { name: 'Step by step' }).waitFor();
  const heard = await send(office, { sender: 'u2@local.test', recipient: 'u1@local.test' });
  const withoutId = heard.replace(/ \[\w+\]$/, '');
  expect(withoutId).toMatch(/^530 5\.7\.0 .{20}/);
  await page.getByRole('listitem').getByText(withoutId).first().waitFor();
}

/** A change is found in the history, a reason is given, and it is undone there. */
export async function explainAndUndoAChange(office: Office): Promise<void> {
  const { page, keys, call } = office;
  const mode = async () => (await call('options.get')).displayNameMayNotShowAnotherAddress.mode;
  await keys.command(`Report only: ${DISPLAY_NAME}`, 'report only may not show');
  await eventually(mode).toBe('report');
  await keys.openPage('Change history');
  await keys.write(page.getByRole('searchbox', { name: 'Search the history' }), 'may not show');
  const changes = page.getByRole('list', { name: 'Changes' });
  const change = changes.getByRole('listitem').first();
  await change.getByRole('row', { name: /off.*report only/ }).waitFor();
  await keys.use(change.getByRole('button', { name: /^Say why: / }));
  const why = page.getByRole('dialog', { name: 'Why was this changed?' });
  await keys.write(why.getByRole('textbox', { name: 'Why' }), 'To see who would be hit');
  await keys.press('Enter');
  await change.getByText('To see who would be hit').waitFor();
  await keys.use(change.getByRole('button', { name: /^Undo: / }));
  const question = page.getByRole('alertdialog', { name: 'Undo this change?' });
  await question.getByText('This takes a protection away that the change brought.').waitFor();
  await keys.use(question.getByRole('button', { name: 'Undo' }));
  await changes.getByText('Undone', { exact: true }).waitFor();
  await eventually(mode).toBe('off');
}
