import { expect } from 'vitest';
import { SCANNER, sessionPane, truthBar, type Office } from './office.ts';
import { send } from './traffic.ts';

const WEEK_MS = 7 * 86_400_000;

/** A false block is mended from its row, for one address and a week, with a reason; Undo blocks again. */
export async function whiteListTheSender(office: Office): Promise<void> {
  const { page, keys, call } = office;
  const news = { account: 'u1', sender: 'news@local.test' } as const;
  expect(await send(office, news)).toMatch(/^550 /);
  await keys.openInLog(news.sender, /Blocked/);
  await keys.press('w');
  const dialog = page.getByRole('dialog', { name: 'Exempt an address' });
  await dialog.getByText('for this address and not for its domain').waitFor();
  await keys.write(dialog.getByRole('textbox', { name: 'Comment' }), 'The newsletter until the fair');
  await keys.choose(dialog.getByRole('combobox', { name: 'For' }), 'One week');
  await keys.use(dialog.getByRole('button', { name: 'Add' }));
  await dialog.waitFor({ state: 'detached' });
  const [entry] = await call('whiteList.list');
  expect(entry).toMatchObject({ pattern: news.sender, comment: 'The newsletter until the fair' });
  expect(Math.abs((entry?.expiresAt ?? 0) - (entry?.createdAt ?? 0) - WEEK_MS)).toBeLessThan(60_000);
  expect(await send(office, news)).toMatch(/^250 /);
  expect(await send(office, { ...news, sender: 'other@local.test' })).toMatch(/^550 /);
  await keys.use(sessionPane(page).getByRole('button', { name: 'Undo' }));
  await sessionPane(page)
    .getByText(/^Undone:/)
    .waitFor();
  expect(await call('whiteList.list')).toEqual([]);
  expect(await send(office, news)).toMatch(/^550 /);
}

/** A device that cannot sign in is trusted from its row: this one address, and what it is. */
export async function trustTheScanner(office: Office): Promise<void> {
  const { page, keys, call } = office;
  const scan = { sender: 'scan@partner.example', recipient: 'u1@local.test', ip: SCANNER };
  expect(await send(office, scan)).toMatch(/^5/);
  await keys.openInLog(SCANNER, /Blocked/);
  await keys.press('t');
  const dialog = page.getByRole('dialog', { name: 'Trust a network' });
  await dialog.getByText(`Trusts exactly ${SCANNER}.`).waitFor();
  await keys.write(dialog.getByRole('textbox', { name: 'Comment' }), 'The scanner');
  await keys.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect((await call('networks.list')).trustedIps).toEqual([{ range: SCANNER, comment: 'The scanner' }]);
  expect(await send(office, scan)).toMatch(/^250 /);
  expect(await send(office, { ...scan, ip: '127.0.0.10', sender: 'u1@local.test' })).toMatch(/^530 /);
  await keys.command(`Undo: Trusted IPs: ${SCANNER} added`, 'undo');
  await truthBar(page)
    .getByText(/^Undone:/)
    .waitFor();
  expect(await send(office, scan)).toMatch(/^5/);
}

/** One account is let send as one address, from the row that was blocked, and taken it back where all of them stand. */
export async function letTheAccountSendAs(office: Office): Promise<void> {
  const { page, keys } = office;
  const press = { account: 'u1', sender: 'press@local.test' } as const;
  expect(await send(office, press)).toMatch(/^550 /);
  await keys.openInLog(press.sender, /Blocked/);
  await keys.press('Enter');
  await keys.use(sessionPane(page).getByRole('button', { name: 'Let the account send as this address…' }));
  const dialog = page.getByRole('dialog', { name: 'Let the account send as this address?' });
  await dialog.getByText('Lets u1@local.test, and nobody else, send as press@local.test').waitFor();
  await keys.use(dialog.getByRole('button', { name: 'Let it send' }));
  await dialog.waitFor({ state: 'detached' });
  expect(await send(office, press)).toMatch(/^250 /);
  expect(await send(office, { ...press, account: 'u2' })).toMatch(/^550 /);
  await keys.openPage('Send as and limits');
  await keys.reach(page.getByRole('checkbox', { name: 'u1@local.test may send as press@local.test' }));
  await keys.press('Space');
  await truthBar(page).getByText('u1@local.test may no longer send as press@local.test').waitFor();
  expect(await send(office, press)).toMatch(/^550 /);
}

/** An exemption is added on its page, changed, and removed. */
export async function keepTheWhiteList(office: Office): Promise<void> {
  const { page, keys } = office;
  await keys.command('Put an address on the white list…', 'white list');
  const adding = page.getByRole('dialog', { name: 'Exempt an address' });
  await keys.write(adding.getByRole('textbox', { name: 'Address' }), 'crm@local.test');
  await keys.write(adding.getByRole('textbox', { name: 'Asked for by' }), 'Sales');
  await keys.press('Enter');
  const row = page.getByRole('table', { name: 'White list' }).getByRole('row', { name: /crm@local\.test/ });
  await row.getByText('No end').waitFor();
  await keys.use(page.getByRole('button', { name: 'Edit crm@local.test' }));
  const changing = page.getByRole('dialog', { name: 'Change an exemption' });
  await keys.choose(changing.getByRole('combobox', { name: 'For' }), 'One day');
  await keys.use(changing.getByRole('button', { name: 'Save' }));
  await row.getByText('No end').waitFor({ state: 'detached' });
  await keys.use(page.getByRole('button', { name: 'Remove crm@local.test' }));
  await page.getByText('Nobody is exempt', { exact: true }).waitFor();
}
