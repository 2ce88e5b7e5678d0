import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../server/contract/options.ts';
import { axeViolations } from '../helpers/axe-violations.ts';
import { startCuttableLine } from '../helpers/cuttable-line.ts';
import { eventually } from '../helpers/eventually.ts';
import { takeShot, type OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();
let window: OpenedWindow;

/** Every page and tab, with the heading or tab that shows it has come. */
const VIEWS: readonly (readonly [route: string, name: string])[] = [
  ['/dashboard', 'Dashboard'],
  ['/log', 'Live log'],
  ['/smtp-authentication', 'SMTP Authentication'],
  ['/white-list', 'White list'],
  ['/dynamic-screen', 'Dynamic Screen'],
  ['/dynamic-screen?tab=allowed', 'Dynamic Screen'],
  ['/networks', 'Trusted and Local IPs'],
  ['/networks?tab=local', 'Trusted and Local IPs'],
  ['/authenticity', 'Sender checks'],
  ['/accounts', 'Accounts'],
  ['/send-as', 'Send as and limits'],
  ['/domains', 'Domains'],
  ['/aliases', 'Aliases'],
  ['/aliases?tab=settings', 'Aliases'],
  ['/gateways', 'Gateways'],
  ['/gateways?tab=global', 'Gateways'],
  ['/queue', 'Queue'],
  ['/queue?entry=3', 'Queue'],
  ['/queue?text=nowhere', 'Queue'],
  ['/server', 'Server'],
  ['/changes', 'Change history'],
];

/** Whether the element has the focus. */
const hasFocus = (element: Locator) => element.evaluate((found) => found === document.activeElement);

async function goTo({ page }: OpenedWindow, route: string, name: string): Promise<void> {
  await page.goto(`${new URL('/', page.url()).href}#${route}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  // Several parts of a page may be waiting.
  await eventually(() => page.getByRole('status').getByText('Loading').count()).toBe(0);
}

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  test('axe finds nothing on any page, with content', { timeout: 240_000 }, async () => {
    window = await bench.open('normal', '', { colorScheme });
    window.server.attack(2, 10);
    for (const [route, name] of VIEWS) {
      await goTo(window, route, name);
      await takeShot(window.page, `${route.slice(1).replace('?tab=', '-')}-${colorScheme}`);
      expect(await axeViolations(window.page), route).toEqual([]);
    }
  });

  test('axe finds nothing on any page, empty', { timeout: 240_000 }, async () => {
    window = await bench.open('empty', '', { colorScheme });
    for (const [route, name] of VIEWS) {
      await goTo(window, route, name);
      await takeShot(window.page, `${route.slice(1).replace('?tab=', '-')}-empty-${colorScheme}`);
      expect(await axeViolations(window.page), route).toEqual([]);
    }
  });

  test(
    'axe finds nothing with dialogs, details, popovers and troubles on show',
    { timeout: 240_000 },
    async () => {
      window = await bench.open('listener-failed', '/smtp-authentication', { colorScheme });
      const { page, server } = window;
      const check = async (state: string) => {
        await takeShot(page, `${state}-${colorScheme}`);
        expect(await axeViolations(window.page), state).toEqual([]);
      };
      const option = page.getByRole('switch', { name: OPTIONS.localSenderMustAuth.label });
      await option.waitFor();
      await check('listener-failed');
      await option.click();
      await check('danger-dialog');
      await page.getByRole('button', { name: 'Turn off' }).click();
      await page.getByText('Default: on').waitFor();
      await check('rule-off');
      await page.getByRole('button', { name: `About “${OPTIONS.localIpMustAuth.label}”` }).click();
      await check('help');
      await page.keyboard.press('Escape');
      await goTo(window, '/white-list?add=', 'White list');
      await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
      await page.getByRole('dialog').getByText('This is missing.').first().waitFor();
      await check('form-errors');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
      await page.keyboard.type('auth');
      await page.getByRole('listbox').waitFor();
      await check('search');
      await page.keyboard.press('Escape');
      server.happen({ kind: 'fromHeader' });
      await goTo(window, '/log', 'Live log');
      await page.getByRole('row').nth(1).click();
      await page.getByRole('heading', { level: 2 }).waitFor();
      await check('session-detail');
      server.happen({ kind: 'dmarc' });
      await page.getByRole('row', { name: /DMARC failed/ }).click();
      await page.getByRole('list', { name: 'Sender checks' }).waitFor();
      await check('session-checks');
      await page.getByRole('button', { name: '2 notices' }).click();
      await check('notices');
      await page.keyboard.press('Escape');
    },
  );
});

/** Dialogs of the pages about mail: where each is, the button that opens it, and what is seen then. */
const DIALOGS: readonly (readonly [route: string, page: string, button: string])[] = [
  ['/queue?entry=3', 'Queue', 'Send back…'],
  ['/server', 'Server', 'Change how mail leaves'],
  ['/server', 'Server', 'Add route…'],
  ['/server', 'Server', 'Change tries and reports'],
  ['/server', 'Server', 'Change the DNS servers'],
  ['/domains', 'Domains', 'Add server…'],
  ['/domains', 'Domains', 'Create key for workshop.example'],
  ['/domains', 'Domains', 'DNS record of gp2026a'],
  ['/domains', 'Domains', 'Activate gp2026b'],
  ['/authenticity', 'Sender checks', 'Change the trusted forwarders'],
  ['/send-as', 'Send as and limits', 'Let an account send as…'],
  ['/send-as', 'Send as and limits', 'Change the limits for every account'],
  ['/send-as', 'Send as and limits', 'Limits of shop@workshop.example'],
  ['/gateways', 'Gateways', 'Edit archive.example'],
];

test.each(['light', 'dark'] as const)(
  'axe finds nothing in any dialog about mail, in the %s scheme',
  { timeout: 240_000 },
  async (colorScheme) => {
    window = await bench.open('normal', '', { colorScheme });
    const { page } = window;
    for (const [route, name, button] of DIALOGS) {
      await goTo(window, route, name);
      await page.getByRole('button', { name: button }).last().click();
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor();
      await takeShot(page, `${route.slice(1).replace(/\W+/g, '-')} ${button}-${colorScheme}`);
      expect(await axeViolations(window.page), button).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor({ state: 'hidden' });
    }
  },
);

describe('the lists', () => {
  test('an address is exempted, refused twice, changed and removed, and Undo brings it back', async () => {
    window = await bench.open('normal', '/white-list');
    const { page, server } = window;
    const patterns = () => server.world.whiteList.map(({ pattern, comment }) => `${pattern} ${comment}`);
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Add address…' }).click();
    await dialog.getByLabel('Address').fill('two words');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByText('may not contain blanks').waitFor();
    await dialog.getByLabel('Address').fill('bulk@office.example');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByText('bulk@office.example is in the list already').waitFor();
    await dialog.getByLabel('Address').fill('scan@office.example');
    await dialog.getByLabel('Comment').fill('Scanner');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(patterns()).toContain('scan@office.example Scanner');
    await page.getByRole('button', { name: 'Remove scan@office.example' }).click();
    await eventually(patterns).not.toContain('scan@office.example Scanner');
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(patterns).toContain('scan@office.example Scanner');
  });

  test('a whole domain is exempted only after a question', async () => {
    window = await bench.open('normal', '/white-list?add=*@office.example');
    const { page, server } = window;
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    const question = page.getByRole('alertdialog', { name: 'Exempt a whole domain?' });
    await question.getByRole('button', { name: 'Add anyway' }).click();
    await eventually(() => server.world.whiteList.at(-1)?.pattern).toBe('*@office.example');
  });

  test('a network is unblocked with its reason in sight, and another blocked from the log', async () => {
    window = await bench.open('normal', '/dynamic-screen');
    const { page, server } = window;
    const row = page.getByRole('row', { name: /203\.0\.113\.77/ });
    await row.getByText('10 failed sign-ins within 10 minutes').waitFor();
    await row.getByRole('button', { name: 'Unblock 203.0.113.77' }).click();
    await row.waitFor({ state: 'hidden' });
    server.happen({ kind: 'relay', ip: '203.0.113.9' });
    await goTo(window, '/log', 'Live log');
    await page.getByRole('row').nth(1).click();
    await page.getByRole('button', { name: 'Block this IP…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
    await eventually(() => server.world.blocked.at(-1)?.network).toBe('203.0.113.9');
  });

  test('an account is added with a password that is long enough, disabled, and removed after a question', async () => {
    window = await bench.open('normal', '/accounts');
    const { page, server } = window;
    const dialog = page.getByRole('dialog');
    const states = () =>
      server.world.accounts
        .filter(({ address }) => address === 'new@office.example')
        .map(({ enabled }) => enabled);
    await page.getByRole('button', { name: 'Add account…' }).click();
    await dialog.getByLabel('Address').fill('new@office.example');
    await dialog.getByLabel('Password').fill('short');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByText('fewer than 8 characters').waitFor();
    await dialog.getByLabel('Password').fill('long enough');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await eventually(states).toEqual([true]);
    await page.getByRole('button', { name: 'Disable new@office.example' }).click();
    await eventually(states).toEqual([false]);
    await page.getByRole('button', { name: 'Remove new@office.example' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await eventually(states).toEqual([]);
  });

  test('a setup document shows what it changes before anything is applied; a bad one is refused with its paths', async () => {
    window = await bench.open('normal', '/server');
    const { page, server } = window;
    const choose = async (document: object) => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Import…' }).click();
      const buffer = Buffer.from(JSON.stringify(document));
      await (await chooser).setFiles({ name: 'setup.json', mimeType: 'application/json', buffer });
    };
    await choose({ hostname: 'mail.new.example', trustedIps: [{ range: 'nowhere' }] });
    await page
      .getByRole('dialog', { name: 'The document was refused' })
      .getByText('trustedIps[0].range')
      .waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await choose({ hostname: 'mail.new.example' });
    const preview = page.getByRole('dialog', { name: 'What the import changes' });
    await preview.getByRole('row', { name: /mail\.office\.example.*mail\.new\.example/ }).waitFor();
    expect(server.world.settings.hostname).toBe('mail.office.example');
    await takeShot(page, 'import-preview');
    await preview.getByRole('button', { name: 'Apply 1 change' }).click();
    await page.getByRole('contentinfo').getByText('mail.new.example').waitFor();
  });
});

describe('the window', () => {
  test('takes the token out of its address', async () => {
    window = await bench.open('normal');
    expect(window.page.url()).not.toContain('token');
  });

  test('says that the connection is lost, and is itself again when it is back', async () => {
    const line = await startCuttableLine();
    window = await bench.open('normal', '/smtp-authentication', { through: line.through });
    const { page, server } = window;
    const option = page.getByRole('switch', { name: OPTIONS.roleAddressMustAuth.label });
    await option.waitFor();
    await line.cut();
    await page.getByRole('alert').getByText('Reconnecting').waitFor();
    await page.getByRole('contentinfo').getByText('Connection lost').waitFor();
    await takeShot(page, 'connection-lost');
    server.world.settings = {
      ...server.world.settings,
      options: { ...server.world.settings.options, roleAddressMustAuth: { mode: 'off' } },
    };
    await line.mend();
    await page.getByRole('contentinfo').getByText('Attention').waitFor();
    await eventually(() => option.isChecked()).toBe(false);
    await line.cut();
  });

  test('says so when the server no longer knows its key', async () => {
    const line = await startCuttableLine();
    window = await bench.open('normal', '', {
      through: (url) => line.through(url).replace(/token=.*/, 'token=old'),
    });
    await window.page.getByRole('alert').getByText('does not accept this window’s key').waitFor();
    await line.cut();
  });

  test('says of a listener that does not run why, and what to do', async () => {
    window = await bench.open('listener-failed', '/smtp-authentication');
    const { page } = window;
    await page.getByRole('heading', { level: 1, name: 'SMTP Authentication' }).waitFor();
    await page.getByText('The listener “submission” does not run.').waitFor();
    await page.getByText('Stop that program, or choose another port.').waitFor();
    await page.getByText('uses port 2525 in place of 25').waitFor();
    await page.getByRole('contentinfo').getByText('Alarm').waitFor();
  });

  test('needs no mouse: search, turn an option off and on, undo, exempt an address, go round the regions', async () => {
    window = await bench.open('normal', '/smtp-authentication');
    const { page, server } = window;
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const option = page.getByRole('switch', { name: OPTIONS.localIpMustAuth.label });
    await option.waitFor();
    await press('Control+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
    await page.keyboard.type('sent from local');
    await page.getByRole('option', { name: /^Authentication.*sent from local IPs/ }).waitFor();
    await press('Enter');
    await eventually(() => hasFocus(option)).toBe(true);
    await press('Space');
    await eventually(() => hasFocus(page.getByRole('button', { name: 'Keep it on' }))).toBe(true);
    await press('Tab', 'Enter');
    await eventually(() => server.world.settings.options.localIpMustAuth.mode).toBe('off');
    await eventually(() => hasFocus(option)).toBe(true);
    await press('F6');
    const footer = page.getByRole('contentinfo');
    await eventually(() => hasFocus(footer)).toBe(true);
    const undo = page.getByRole('button', { name: 'Undo' });
    for (let count = 0; count < 6; count++) {
      if (await hasFocus(undo)) break;
      await press('Tab');
    }
    await press('Enter');
    await eventually(() => server.world.settings.options.localIpMustAuth.mode).toBe('enforce');
    await press('Control+4');
    await page.getByRole('heading', { level: 1, name: 'White list' }).waitFor();
    await page.getByRole('button', { name: 'Add address…' }).focus();
    await press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('scan@office.example');
    await press('Enter');
    await eventually(() => server.world.whiteList.at(-1)?.pattern).toBe('scan@office.example');
    await eventually(() =>
      page.getByRole('button', { name: 'Add address…' }).evaluate((e) => e === document.activeElement),
    ).toBe(true);
  });

  test('fits without scrolling sideways when it is 640 pixels wide', { timeout: 120_000 }, async () => {
    window = await bench.open('normal', '', { viewport: { width: 640, height: 600 } });
    window.server.attack(1, 20);
    for (const [route, name] of VIEWS) {
      await goTo(window, route, name);
      await takeShot(window.page, `${route.slice(1).replace('?tab=', '-')}-640`);
      const overflow = await window.page.evaluate(() => {
        const main = document.querySelector('main');
        return main ? main.scrollWidth - main.clientWidth : 0;
      });
      expect(overflow, route).toBeLessThanOrEqual(0);
    }
  });
});
