import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../server/contract/options.ts';
import { axeViolations } from '../helpers/axe-violations.ts';
import { eventually } from '../helpers/eventually.ts';
import { takeShot, type OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

/** From a blocked row to its remedy, and back, without leaving the log. */
const bench = useWindowBench();
let window: OpenedWindow;

const detail = (page: Page) => page.getByRole('region', { name: 'Session', exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

/** Opens the log with one session, and puts the focus on its row. */
async function openOn(session: Parameters<OpenedWindow['server']['happen']>[0]): Promise<Page> {
  window = await bench.open('normal', '/log');
  const { page, server } = window;
  server.happen(session);
  const row = page.getByRole('grid', { name: 'Sessions' }).getByRole('row').nth(1);
  await row.focus();
  return page;
}

describe('from a blocked row, by keyboard alone', () => {
  test('W white lists the one address for 30 days, and Undo takes it back', async () => {
    const page = await openOn({ kind: 'returnPath', sender: 'sales@office.example' });
    const { world } = window.server;
    const before = world.whiteList.length;
    await page.keyboard.press('w');
    await dialog(page).getByText('for this address and not for its domain').waitFor();
    expect(await dialog(page).getByRole('textbox', { name: 'Address' }).inputValue()).toBe(
      'sales@office.example',
    );
    expect(await dialog(page).getByRole('combobox', { name: 'For' }).inputValue()).toBe('month');
    await dialog(page).getByText('judged again').waitFor();
    await takeShot(page, 'action-white-list');
    await page.keyboard.press('Enter');
    await detail(page).getByText('Done: White list: sales@office.example').waitFor();
    const entry = world.whiteList.at(-1);
    const days = Math.round(((entry?.expiresAt ?? 0) - Date.now()) / 86_400_000);
    expect([entry?.pattern, days]).toEqual(['sales@office.example', 30]);
    await takeShot(page, 'action-done');
    await detail(page).getByRole('button', { name: 'Undo' }).press('Enter');
    await eventually(() => world.whiteList.length).toBe(before);
    await detail(page).getByText('Undone:').waitFor();
  });

  test('T says what a trusted IP is spared here, and trusts exactly this one', async () => {
    const page = await openOn({ kind: 'forged', ip: '192.168.1.31' });
    await page.keyboard.press('t');
    await dialog(page).getByText('need not sign in when it sends from a local IP').waitFor();
    expect(await dialog(page).getByText('may send to the whole world').count()).toBe(0);
    await dialog(page).getByText('judged again').waitFor();
    await takeShot(page, 'action-trust');
    await page.keyboard.press('Enter');
    await eventually(() => window.server.world.trustedIps.map(({ range }) => range)).toContain(
      '192.168.1.31',
    );
  });

  test('B blocks for a chosen time; U lifts it and keeps it from coming back', async () => {
    const page = await openOn({ kind: 'relay', ip: '203.0.113.9' });
    const { world } = window.server;
    await page.keyboard.press('b');
    await dialog(page).getByText('Refuses every connection from 203.0.113.9').waitFor();
    await takeShot(page, 'action-block');
    await dialog(page).locator(':focus').waitFor();
    await page.keyboard.press('Enter');
    await eventually(() => world.blocked.map(({ network }) => network)).toContain('203.0.113.9');
    await detail(page).getByRole('button', { name: 'Unblock this IP…' }).waitFor();
    await detail(page).getByRole('button', { name: 'Unblock this IP…' }).focus();
    await page.keyboard.press('u');
    await dialog(page).getByText('is heard at once').waitFor();
    await dialog(page)
      .getByRole('checkbox', { name: /never block it again/ })
      .press('Space');
    await takeShot(page, 'action-unblock');
    await dialog(page).getByRole('button', { name: 'Unblock' }).press('Enter');
    await eventually(() => world.blocked.map(({ network }) => network)).not.toContain('203.0.113.9');
    expect(world.allowList.map(({ range }) => range)).toContain('203.0.113.9');
    await detail(page).getByRole('button', { name: 'Undo' }).press('Enter');
    await eventually(() => world.blocked.map(({ network }) => network)).toContain('203.0.113.9');
  });

  test('O opens the option; a letter that does not fit says why, and none acts in a text field', async () => {
    const page = await openOn({ kind: 'forged', sender: 'anna@office.example' });
    await page.keyboard.press('w');
    await detail(page).getByText('neither decided here').waitFor();
    await page.getByRole('searchbox', { name: 'Filter' }).first().focus();
    await page.keyboard.type('t');
    expect(await dialog(page).count()).toBe(0);
    await page.getByRole('searchbox', { name: 'Filter' }).first().fill('');
    await page.getByRole('grid', { name: 'Sessions' }).getByRole('row').nth(1).focus();
    await page.keyboard.press('o');
    const option = page.getByRole('switch', { name: OPTIONS.localSenderMustAuth.label });
    await eventually(() => option.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

test('one account is let send as one address', async () => {
  const page = await openOn({ kind: 'fromHeader', sender: 'tom@office.example' });
  await page.keyboard.press('Enter');
  await detail(page).getByRole('button', { name: 'Let the account send as this address…' }).click();
  await dialog(page)
    .getByText('Lets tom@office.example, and nobody else, send as ceo@office.example')
    .waitFor();
  await takeShot(page, 'action-send-as');
  await dialog(page).getByRole('button', { name: 'Let it send' }).click();
  await eventually(
    () => window.server.world.accounts.find(({ address }) => address === 'tom@office.example')?.sendAs,
  ).toEqual(['ceo@office.example']);
});

test('the option is tried off without a change, and put to Report only from there', async () => {
  const page = await openOn({ kind: 'forged', sender: 'anna@office.example' });
  await page.keyboard.press('Enter');
  await detail(page).getByRole('button', { name: 'Try this with the option off…' }).click();
  await dialog(page).getByText('nothing else refuses').waitFor();
  await dialog(page).getByText('nothing is changed by it').waitFor();
  await takeShot(page, 'action-try-off');
  const mode = () => window.server.world.settings.options.localSenderMustAuth.mode;
  expect(mode()).toBe('enforce');
  await dialog(page).getByRole('button', { name: 'Report only' }).click();
  await eventually(mode).toBe('report');
  await detail(page).getByText('The option has changed since').waitFor();
});

test('a running session is disconnected after a question', async () => {
  const page = await openOn({ kind: 'running' });
  await page.keyboard.press('Enter');
  await detail(page).getByRole('button', { name: 'Disconnect…' }).click();
  await takeShot(page, 'action-disconnect');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await eventually(() => window.server.world.sessions.at(-1)?.result).toBe('closed');
  await detail(page)
    .getByText(/^Done: Session of/)
    .waitFor();
});

describe('an option', () => {
  const reported = (sender: string) =>
    ({ kind: 'submitted', sender, wouldHaveBlocked: ['returnPathMustMatch'] }) as const;
  const row = (page: Page) =>
    page.getByRole('group', { name: OPTIONS.returnPathMustMatch.label, exact: true });

  test('that only reports counts, lists senders, shows what it would refuse, and is enforced with an undo', async () => {
    window = await bench.open('normal', '/log');
    const { page, server } = window;
    for (const sender of ['shop@office.example', 'shop@office.example', 'crm@office.example'])
      server.happen(reported(sender));
    server.world.settings = {
      ...server.world.settings,
      options: { ...server.world.settings.options, returnPathMustMatch: { mode: 'report' } },
    };
    server.tell('options');
    await page.getByRole('navigation').getByRole('link', { name: 'SMTP Authentication' }).click();
    await row(page)
      .getByRole('link', { name: 'Would have blocked 3 sessions from 2 senders in 7 days' })
      .waitFor();
    await row(page).getByRole('button', { name: 'Show senders' }).click();
    await row(page)
      .getByRole('row', { name: /shop@office\.example 2/ })
      .waitFor();
    await takeShot(page, 'option-report');
    await row(page)
      .getByRole('button', { name: /^Try first/ })
      .click();
    await row(page).getByText('judged again').waitFor();
    await takeShot(page, 'option-try-first');
    await row(page)
      .getByRole('button', { name: /^Enforce/ })
      .click();
    const mode = () => server.world.settings.options.returnPathMustMatch.mode;
    await eventually(mode).toBe('enforce');
    await page.getByRole('contentinfo').getByRole('button', { name: 'Undo' }).click();
    await eventually(mode).toBe('report');
    await row(page)
      .getByRole('link', { name: /Would have blocked 3/ })
      .click();
    await page
      .getByRole('grid', { name: 'Sessions' })
      .getByRole('row', { name: /crm@office/ })
      .waitFor();
  });

  test('that refused leads to what it refused, and shows the difference before it goes off', async () => {
    window = await bench.open('normal', '/log');
    const { page, server } = window;
    server.happen({ kind: 'returnPath', sender: 'sales@office.example' });
    await page.getByRole('navigation').getByRole('link', { name: 'SMTP Authentication' }).click();
    await row(page).getByRole('link', { name: 'Blocked 1 in 7 days' }).waitFor();
    await row(page).getByRole('switch').click();
    const question = page.getByRole('alertdialog', { name: 'Turn this protection off?' });
    await question.getByText('In the last 7 days it refused 1 session.').waitFor();
    await question.getByText('that is refused now would be let in').waitFor();
    await takeShot(page, 'danger-difference');
    await page.keyboard.press('Escape');
    await row(page).getByRole('link', { name: 'Blocked 1 in 7 days' }).click();
    await page
      .getByRole('grid', { name: 'Sessions' })
      .getByRole('row', { name: /sales@office/ })
      .waitFor();
  });
});

describe.each(['light', 'dark'] as const)('in the %s scheme, in a small window', (colorScheme) => {
  const small = { colorScheme, viewport: { width: 900, height: 600 } };

  test('axe finds nothing in any dialog of a session', { timeout: 240_000 }, async () => {
    window = await bench.open('normal', '/log', small);
    const { page, server } = window;
    const sessions = page.getByRole('grid', { name: 'Sessions' }).getByRole('row');
    const check = async (name: string) => {
      await takeShot(page, `small-${name}-${colorScheme}`);
      expect(await axeViolations(page), name).toEqual([]);
    };
    const show = async (button: string) => {
      await detail(page).getByRole('button', { name: button, exact: true }).click();
      const shown = page.getByRole(button === 'Disconnect…' ? 'alertdialog' : 'dialog');
      await shown.waitFor();
      await eventually(() => shown.getByText('Judging').count()).toBe(0);
      await check(button.replaceAll(/\W+/g, '-'));
      await page.keyboard.press('Escape');
      await shown.waitFor({ state: 'detached' });
    };
    server.happen({ kind: 'running' });
    await sessions.nth(1).click();
    await show('Disconnect…');
    server.happen({ kind: 'fromHeader', ip: '203.0.113.77' });
    // The list moves ten times a second: a row is found by what it shows.
    await sessions.filter({ hasText: '203.0.113.77' }).click();
    await detail(page).getByRole('button', { name: 'Unblock this IP…' }).waitFor();
    await check('session');
    for (const button of [
      'White list this sender…',
      'Let the account send as this address…',
      'Unblock this IP…',
      'Try this with the option off…',
      'Trust this IP…',
    ])
      await show(button);
    server.happen({ kind: 'forged', ip: '192.168.1.31' });
    const forged = sessions.filter({ hasText: '192.168.1.31' });
    await forged.click();
    await detail(page).getByText('from 192.168.1.31').waitFor();
    await show('Block this IP…');
    await forged.focus();
    await page.keyboard.press('w');
    await detail(page).getByText('neither decided here').waitFor();
    await check('not-offered');
  });

  test('axe finds nothing at an option that reports', { timeout: 240_000 }, async () => {
    window = await bench.open('normal', '/smtp-authentication', small);
    const { page, server } = window;
    for (const sender of ['shop@office.example', '<>'])
      server.happen({ kind: 'submitted', sender, wouldHaveBlocked: ['returnPathMustMatch'] });
    server.world.settings = {
      ...server.world.settings,
      options: { ...server.world.settings.options, returnPathMustMatch: { mode: 'report' } },
    };
    server.tell('options');
    await page.goto(`${new URL('/', page.url()).href}#/log`);
    await page.goto(`${new URL('/', page.url()).href}#/smtp-authentication`);
    const option = page.getByRole('group', { name: OPTIONS.returnPathMustMatch.label, exact: true });
    for (const name of ['Show senders', /^Try first/]) {
      await option.getByRole('button', { name }).click();
      await eventually(() => option.getByText('Judging').count()).toBe(0);
      await option.scrollIntoViewIfNeeded();
      await takeShot(page, `small-option-${String(name).replaceAll(/\W+/g, '-')}-${colorScheme}`);
      expect(await axeViolations(page)).toEqual([]);
    }
  });
});
