import type { BrowserWindow } from 'electron';
import type { JSHandle } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  isRealElectron,
  makeOfficeFolder,
  removeFolder,
  startDesktopApp,
  type DesktopApp,
} from '../helpers/desktop-app.ts';
import { eventually } from '../helpers/eventually.ts';
import { SmtpClient } from '../helpers/smtp-client.ts';
import { claimLocalSender, smtpPortOf } from './office-window.ts';

/** What the desktop shell does beside the window. Tray, dialogs and notifications are those of the stand-in. */

let folder: string;
let desktop: DesktopApp;
let port: number;

beforeAll(async () => {
  folder = await makeOfficeFolder();
  desktop = await startDesktopApp(folder);
  port = await smtpPortOf(desktop.page);
}, 120_000);
afterAll(async () => {
  await desktop.quit();
  await removeFolder(folder);
});

const mainWindow = async () =>
  // Playwright types the handle loosely; it is the window of the main process.
  (await desktop.app.browserWindow(desktop.page)) as JSHandle<BrowserWindow>;
const toolTip = () => desktop.app.evaluate(() => globalThis.electronDouble.trays[0]?.toolTip ?? '');
const trayLabels = () =>
  desktop.app.evaluate(() => globalThis.electronDouble.trays[0]?.menu?.items.map(({ label }) => label) ?? []);
const shown = () =>
  desktop.app.evaluate(() =>
    globalThis.electronDouble.notifications.map(({ options }) => options.body ?? ''),
  );
const quitDialogs = () =>
  desktop.app.evaluate(() =>
    globalThis.electronDouble.calls
      .filter(({ what }) => what === 'dialog.showMessageBox')
      .map(({ args }) => (args[0] as { message: string }).message),
  );

/** Chooses an item of the tray's menu, or of a menu in it, as a person does. */
async function choose(id: string): Promise<void> {
  await desktop.app.evaluate((_, wanted) => {
    const items = globalThis.electronDouble.trays[0]?.menu?.items ?? [];
    items
      .flatMap((item) => [item, ...(item.submenu?.items ?? [])])
      .find((item) => item.id === wanted)
      ?.click();
  }, id);
}

async function greeting(): Promise<string> {
  const client = await SmtpClient.connect({ port });
  const line = await client.reply();
  client.reset();
  return line;
}

describe.skipIf(isRealElectron)('the tray', () => {
  test('pauses new mail with 421, says so, and resumes', async () => {
    await eventually(toolTip).toMatch(/^Gatepost: Running/);
    await choose('pause-60');
    await eventually(toolTip).toMatch(/^Gatepost: Paused until \d/);
    expect(await greeting()).toMatch(/^421 4\.3\.2 /);
    expect(await trayLabels()).toContain('Resume accepting mail');
    await choose('resume');
    await eventually(toolTip).toMatch(/^Gatepost: Running/);
    expect(await greeting()).toMatch(/^220 /);
  });

  test('lists who was blocked last, and opens that session in the log', async () => {
    await claimLocalSender(port, 'ceo@local.test');
    await eventually(trayLabels).toContainEqual(expect.stringContaining('ceo@local.test: '));
    await desktop.app.evaluate(() => {
      const items = globalThis.electronDouble.trays[0]?.menu?.items ?? [];
      items.find(({ label }) => label.includes('ceo@local.test'))?.click();
    });
    await desktop.page.getByRole('heading', { level: 1, name: 'Live log' }).waitFor();
    await desktop.page.getByText('MAIL FROM:<ceo@local.test>').first().waitFor();
  });

  test('follows the task bar from light to dark', async () => {
    const picture = () =>
      desktop.app.evaluate(() => (globalThis.electronDouble.trays[0]?.image as { dataUrl: string }).dataUrl);
    const light = await picture();
    const turn = (isDark: boolean) =>
      desktop.app.evaluate(({ nativeTheme }, wanted) => {
        Object.assign(nativeTheme, { shouldUseDarkColors: wanted });
        nativeTheme.emit('updated');
      }, isDark);
    await turn(true);
    expect(await picture()).not.toBe(light);
    await turn(false);
    expect(await picture()).toBe(light);
  });
});

describe.skipIf(isRealElectron)('closing the window', () => {
  test('keeps serving, and says so the first time only', async () => {
    const window = await mainWindow();
    for (let times = 0; times < 2; times++) {
      await window.evaluate((current) => {
        current.show();
        current.close();
      });
      expect(await window.evaluate((current) => current.isVisible())).toBe(false);
    }
    expect(await shown()).toEqual([expect.stringMatching(/^The mail server goes on\./) as string]);
    expect(await greeting()).toMatch(/^220 /);
  });
});

describe.skipIf(isRealElectron)('a notice', () => {
  test('is shown on the desktop and leads to its page; its button turns such notices off', async () => {
    const before = (await shown()).length;
    await desktop.page.evaluate(() => globalThis.gatepost.call('notices.test', []));
    await eventually(shown).toHaveLength(before + 1);
    await desktop.app.evaluate(() => {
      globalThis.electronDouble.notifications.at(-1)?.emit('click');
    });
    await desktop.page.getByRole('heading', { level: 1, name: 'Server' }).waitFor();
    await desktop.app.evaluate(() => {
      globalThis.electronDouble.notifications.at(-1)?.emit('action');
    });
    const desktopOn = async () => {
      const outcome = await desktop.page.evaluate(() => globalThis.gatepost.call('settings.get', []));
      return outcome.ok && (outcome.value as { notices: { desktop: boolean } }).notices.desktop;
    };
    await eventually(desktopOn).toBe(false);
  });
});

describe.skipIf(isRealElectron)('quitting', () => {
  test('asks while a session runs, and stays if it is told to', async () => {
    const client = await SmtpClient.open({ port });
    await eventually(toolTip).toMatch(/ 1 session$/);
    await choose('quit');
    await eventually(quitDialogs).toEqual(['1 session is running']);
    expect(await client.command('NOOP')).toMatch(/^250 /);
    client.reset();
    await eventually(toolTip).toMatch(/ 0 sessions$/);
  });

  test('is done at once without a session, and the window comes back where it was', async () => {
    const place = { x: 300, y: 120, width: 1300, height: 850 };
    await (
      await mainWindow()
    ).evaluate((current, bounds) => {
      current.setBounds(bounds);
      current.maximize();
    }, place);
    const exit = new Promise((resolve) => desktop.app.process().once('exit', resolve));
    await choose('quit').catch(() => undefined); // the connection may end under the call
    expect(await exit).toBe(0);
    desktop = await startDesktopApp(folder);
    const window = await mainWindow();
    expect(await window.evaluate((current) => [current.getNormalBounds(), current.isMaximized()])).toEqual([
      place,
      true,
    ]);
  });
});
