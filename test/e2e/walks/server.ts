import { expect } from 'vitest';
import { eventually } from '../../helpers/eventually.ts';
import { savedBy, truthBar, type Office } from './office.ts';
import { greeting, secretsOf, send } from './traffic.ts';

/** The settings go out into a file, something is changed, and the file brings it back. */
export async function exportAndImportSettings(office: Office): Promise<void> {
  const { page, keys, call } = office;
  const mode = async () => (await call('options.get')).roleAddressMustAuth.mode;
  const file = await savedBy(page, () => keys.command('Export setup'));
  expect(file.name).toBe('gatepost-setup.json');
  for (const secret of secretsOf('u1')) expect(file.text).not.toContain(secret);
  await keys.command(
    "Report only: Mail from 'Postmaster', 'abuse', 'webmaster' must be authenticated",
    'report only postmaster',
  );
  await eventually(mode).toBe('report');
  await keys.openPage('Server');
  const chosen = page.waitForEvent('filechooser');
  await keys.use(page.getByRole('button', { name: 'Import…' }));
  await (await chosen).setFiles(file.path);
  const dialog = page.getByRole('dialog', { name: 'What the import changes' });
  await dialog.getByRole('row', { name: /roleAddressMustAuth.*report.*enforce/ }).waitFor();
  await keys.use(dialog.getByRole('button', { name: 'Apply 1 change' }));
  await dialog.waitFor({ state: 'detached' });
  await eventually(mode).toBe('enforce');
  await truthBar(page).getByText('Import: 1 change applied').waitFor();
}

/** No new mail is taken for a while, the window says so, and the way back is where it says so. */
export async function pauseAndResume(office: Office): Promise<void> {
  const { page, keys } = office;
  await keys.command('Pause accepting mail for an hour', 'pause');
  await truthBar(page)
    .getByText(/^Paused until /)
    .waitFor();
  expect(await greeting(office)).toMatch(/^421 4\.3\.2 /);
  await keys.use(truthBar(page).getByRole('button', { name: 'Resume' }));
  await truthBar(page).getByText('New mail is taken again').waitFor();
  expect(await greeting(office)).toMatch(/^220 /);
}

/** A person gets a mailbox, and mail for it is taken. */
export async function addAnAccount(office: Office): Promise<void> {
  const { page, keys } = office;
  const forKim = { account: 'u1', sender: 'u1@local.test', recipient: 'kim@local.test' } as const;
  expect(await send(office, forKim)).toMatch(/^550 /);
  await keys.command('Add account…');
  const dialog = page.getByRole('dialog', { name: 'Add an account' });
  await keys.write(dialog.getByRole('textbox', { name: 'Address' }), 'kim@local.test');
  await keys.write(dialog.getByRole('textbox', { name: 'Name', exact: true }), 'Kim');
  await keys.write(dialog.getByLabel('Password'), 'short');
  await keys.press('Enter');
  await dialog.getByText('has fewer than 8 characters').waitFor();
  await keys.write(dialog.getByLabel('Password'), 'long enough now');
  await keys.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /kim@local\.test Kim Active/ }).waitFor();
  expect(await send(office, forKim)).toMatch(/^250 /);
}

/** A message that waits is held, released, and sent back to who wrote it. */
export async function workTheQueue(office: Office): Promise<void> {
  const { page, keys, call } = office;
  const out = { account: 'u1', sender: 'u1@local.test', recipient: 'lee@elsewhere.example' } as const;
  expect(await send(office, out)).toMatch(/^250 /);
  await keys.openPage('Queue');
  const row = page.getByRole('grid', { name: 'Messages' }).getByRole('row', { name: /lee@elsewhere/ });
  const actions = page.getByRole('group', { name: 'What to do with the selected messages' });
  await row.getByText('Waiting', { exact: true }).waitFor();
  await keys.reachRow('Messages', /lee@elsewhere/);
  await keys.press('Space');
  await page.getByText('1 of 1 message selected').waitFor();
  await keys.use(actions.getByRole('button', { name: 'Hold' }));
  await row.getByText('Held', { exact: true }).waitFor();
  await keys.use(actions.getByRole('button', { name: 'Release' }));
  await row.getByText('Waiting', { exact: true }).waitFor();
  await keys.use(actions.getByRole('button', { name: 'Send back…' }));
  const question = page.getByRole('alertdialog', { name: 'Send back 1 message?' });
  await question.getByText('u1@local.test gets a report').waitFor();
  await keys.use(question.getByRole('button', { name: 'Send back' }));
  await page.getByText('Nothing waits').waitFor();
  await eventually(async () => (await call('mailboxes.list', 'u1@local.test')).length).toBeGreaterThan(0);
}
