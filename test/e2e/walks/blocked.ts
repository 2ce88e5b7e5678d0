import { expect } from 'vitest';
import { LOCAL_SENDER } from '../office-window.ts';
import { expectFocus } from './keyboard.ts';
import { sessionPane, truthBar, type Office } from './office.ts';
import { greeting, send } from './traffic.ts';

/** A stranger claims a local address: the attempt comes into the log by itself, and says why it was blocked. */
export async function seeWhyItWasBlocked(office: Office): Promise<void> {
  const { page, keys } = office;
  await keys.openPage('Live log');
  expect(await send(office, { sender: 'ceo@local.test' })).toMatch(/^530 5\.7\.0 /);
  await keys.reachRow('Sessions', /Blocked.*ceo@local\.test/);
  await keys.press('Enter');
  const pane = sessionPane(page);
  await pane.getByRole('heading', { name: 'Blocked · ceo@local.test' }).waitFor();
  await pane.getByText(/^Why: /).waitFor();
  await pane.getByRole('link', { name: LOCAL_SENDER }).first().waitFor();
  await pane.getByRole('list', { name: 'Transcript' }).getByText('MAIL FROM:<ceo@local.test>').waitFor();
}

/** The row leads to the option that decided, which then has the focus. */
export async function openTheOption(office: Office): Promise<void> {
  const { page, keys } = office;
  await send(office, { sender: 'boss@local.test' });
  await keys.openInLog('boss@local.test', /Blocked/);
  await keys.press('o');
  await page.getByRole('heading', { level: 1, name: 'SMTP Authentication' }).waitFor();
  await expectFocus(page.getByRole('switch', { name: LOCAL_SENDER, exact: true }));
}

/** What would have become of the session without the option; nothing is changed by asking. */
export async function tryWithTheOptionOff(office: Office): Promise<void> {
  const { page, keys, call } = office;
  await send(office, { sender: 'chief@local.test' });
  await keys.openInLog('chief@local.test', /Blocked/);
  await keys.press('Enter');
  await keys.use(sessionPane(page).getByRole('button', { name: 'Try this with the option off…' }));
  const dialog = page.getByRole('dialog', { name: 'This session with the option off' });
  await dialog.getByText('This is a test: nothing is changed by it.').waitFor();
  await dialog.getByRole('row', { name: /MAIL.*chief@local\.test.*530.*Passes/ }).waitFor();
  await keys.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect((await call('options.get')).localSenderMustAuth.mode).toBe('enforce');
}

/** One who tries to relay is blocked for an hour from the row, and let in again. */
export async function blockAndUnblock(office: Office): Promise<void> {
  const { page, keys } = office;
  const ip = '127.0.0.66';
  expect(await send(office, { sender: 'joe@partner.example', recipient: 'x@else.example', ip })).toMatch(
    /^5/,
  );
  await keys.openInLog(ip, /Blocked/);
  await keys.press('b');
  const block = page.getByRole('dialog', { name: 'Block an IP address' });
  await block.getByText(`Refuses every connection from ${ip}`).waitFor();
  await keys.choose(block.getByRole('combobox', { name: 'For' }), 'One hour');
  await keys.write(block.getByRole('textbox', { name: 'Reason' }), 'Tries to relay');
  await keys.press('Enter');
  await block.waitFor({ state: 'detached' });
  await truthBar(page).getByText(`${ip} blocked`).waitFor();
  expect(await greeting(office, ip)).not.toMatch(/^220/);
  expect(await greeting(office)).toMatch(/^220/);
  await keys.reachRow('Sessions', /Blocked/);
  await sessionPane(page).getByRole('button', { name: 'Unblock this IP…' }).waitFor();
  await keys.press('u');
  const unblock = page.getByRole('dialog', { name: 'Unblock this IP?' });
  await unblock.getByText('It was blocked for: Tries to relay.').waitFor();
  await keys.use(unblock.getByRole('button', { name: 'Unblock' }));
  await unblock.waitFor({ state: 'detached' });
  expect(await greeting(office, ip)).toMatch(/^220/);
}
