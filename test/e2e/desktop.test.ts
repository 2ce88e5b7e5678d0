import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import type { JSHandle } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Recorder } from '../electron-double/recorder.ts';
import {
  isRealElectron,
  makeOfficeFolder,
  removeFolder,
  startDesktopApp,
  type DesktopApp,
} from '../helpers/desktop-app.ts';
import { eventually } from '../helpers/eventually.ts';
import { claimLocalSender, smtpPortOf, toggleLocalSender } from './office-window.ts';

/** The bundled main process, preload and window, started by Playwright's Electron launcher. */

declare global {
  var electronDouble: Recorder;
}

let folder: string;
let desktop: DesktopApp;
let port: number;

beforeAll(async () => {
  folder = await makeOfficeFolder();
  desktop = await startDesktopApp(folder);
  port = await smtpPortOf(desktop.page);
});
afterAll(async () => {
  await desktop.quit();
  await removeFolder(folder);
});

describe('the desktop app', () => {
  test('a toggle works on the very next message and is in the settings file', async () => {
    await toggleLocalSender(desktop.page, port);
    await desktop.page.evaluate(() =>
      globalThis.gatepost.call('options.set', ['localIpMustAuth', { mode: 'report' }]),
    );
    const text = await readFile(path.join(folder, 'data/config.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ options: { localIpMustAuth: { mode: 'report' } } });
  });

  test('closing hides the window and mail goes on; a second start brings it back', async () => {
    // Playwright types the handle loosely; it is the window of the main process.
    const window = (await desktop.app.browserWindow(desktop.page)) as JSHandle<BrowserWindow>;
    await window.evaluate((current) => {
      current.close();
    });
    expect(await window.evaluate((current) => current.isVisible())).toBe(false);
    expect(await claimLocalSender(port)).toMatch(/^530 /);
    await desktop.app.evaluate(({ app }) => {
      app.emit('second-instance');
    });
    expect(await window.evaluate((current) => current.isVisible())).toBe(true);
  });

  test.skipIf(isRealElectron)('the tray says how it stands, and its menu opens and quits', async () => {
    const tray = () =>
      desktop.app.evaluate(() => {
        const [only, ...others] = globalThis.electronDouble.trays;
        const labels = only?.menu?.items
          .map(({ label }) => label)
          .filter((label) => !label.includes('u1@local.test'));
        return { toolTip: only?.toolTip, labels, others: others.length };
      });
    await eventually(tray).toEqual({
      toolTip: expect.stringMatching(/^Gatepost: Running.* · \d+ sessions?$/) as string,
      labels: [
        expect.stringMatching(/^Running/) as string,
        '',
        'Open Gatepost',
        'Live log',
        '',
        'Pause accepting mail',
        '',
        'Blocked last',
        '',
        'Start at login',
        '',
        'Quit Gatepost (stops the mail server)',
      ],
      others: 0,
    });
  });
});

describe("Electron's security checklist", () => {
  test('the page has no Node, no Electron and of the bridge three functions only', async () => {
    const seen = await desktop.page.evaluate(() => {
      const world = globalThis as unknown as Record<string, unknown>;
      return {
        types: ['require', 'process', 'module', 'ipcRenderer', 'electron'].map((name) => typeof world[name]),
        bridge: Object.keys(globalThis.gatepost),
        frozen: Object.isFrozen(globalThis.gatepost),
      };
    });
    const types = Array<string>(5).fill('undefined');
    expect(seen).toEqual({ types, bridge: ['call', 'on', 'choose'], frozen: true });
  });

  test.skipIf(isRealElectron)(
    'windows are sandboxed and isolated, and no preference weakens them',
    async () => {
      const preferences = await desktop.app.evaluate(() =>
        globalThis.electronDouble.calls
          .filter(({ what }) => what === 'BrowserWindow')
          .map(({ args }) => (args[0] as { webPreferences: object }).webPreferences),
      );
      expect(preferences).toEqual([
        {
          preload: expect.stringMatching(/preload\.cjs$/) as string,
          contextIsolation: true,
          sandbox: true,
          nodeIntegration: false,
        },
      ]);
      const calls = await desktop.app.evaluate(() => globalThis.electronDouble.calls.map(({ what }) => what));
      expect(calls).toContain('app.enableSandbox');
    },
  );

  test.skipIf(isRealElectron)(
    'only the own page may write text to the clipboard; nothing else is allowed',
    async () => {
      const answers = await desktop.app.evaluate(() => {
        const { permissionRequest, permissionCheck } = globalThis.electronDouble;
        return (
          [
            ['clipboard-sanitized-write', 'app://gatepost'],
            ['clipboard-read', 'app://gatepost'],
            ['notifications', 'app://gatepost'],
            ['clipboard-sanitized-write', 'https://evil.example'],
            ['clipboard-sanitized-write', 'app://gatepost.evil.example'],
          ] as const
        ).map(([permission, origin]) => {
          let isGranted: boolean | null = null;
          permissionRequest?.({ getURL: () => `${origin}/index.html` }, permission, (answer) => {
            isGranted = answer;
          });
          return [isGranted, permissionCheck?.(null, permission, origin)];
        });
      });
      const refused = [false, false];
      expect(answers).toEqual([[true, true], refused, refused, refused, refused]);
    },
  );

  test.for([
    ['status.get', [], true],
    ['__proto__', [], false],
    ['constructor', [], false],
    ['options.set', ['__proto__', { mode: 'off' }], false],
    ['options.set', ['localSenderMustAuth', { mode: 'never' }], false],
    ['status.get', ['surplus'], false],
    ['no.such.call', [], false],
    [null, null, false],
  ] as const)('a call of %j with %j is parsed at the border: %s', async ([name, args, ok]) => {
    const outcome = await desktop.page.evaluate(([asked, given]) => globalThis.gatepost.call(asked, given), [
      name,
      args,
    ] as const);
    expect(outcome.ok).toBe(ok);
  });

  test.skipIf(isRealElectron)('a call that another page sends is refused', async () => {
    const answer = await desktop.app.evaluate(async ({ ipcMain }) => {
      const main = ipcMain as unknown as {
        invoke: (channel: string, event: object, args: unknown[]) => Promise<unknown>;
      };
      const senderFrame = { url: 'https://evil.example/', origin: 'https://evil.example' };
      return main.invoke('gatepost:call', { sender: null, senderFrame }, ['status.get', []]).then(
        () => 'answered',
        (error: unknown) => (error as Error).message,
      );
    });
    expect(answer).toMatch(/refused: not sent by the Gatepost window/);
  });

  test('the content security policy stops foreign connections and inline script', async () => {
    const blocked = await desktop.page.evaluate(async () => {
      const directives: string[] = [];
      const seen = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          directives.push(effectiveDirective);
          if (directives.length === 2) resolve();
        });
      });
      void fetch('https://example.com/').catch(() => undefined);
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.body.append(script);
      await seen;
      return { directives: directives.sort(), injected: 'injected' in globalThis };
    });
    expect(blocked).toEqual({ directives: ['connect-src', 'script-src-elem'], injected: false });
  });

  test('the window can neither be navigated away nor open another one', async () => {
    await desktop.page.evaluate(() => {
      window.open('https://example.com/');
      location.href = 'app://elsewhere/';
    });
    await desktop.page.getByRole('navigation').waitFor();
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test.skipIf(isRealElectron)('the request for another window is denied by our own handler', async () => {
    const answer = await desktop.app.evaluate(({ BrowserWindow }) => {
      const [only] = BrowserWindow.getAllWindows();
      const contents = only?.webContents as unknown as {
        windowOpenHandler: ((details: { url: string }) => { action: string }) | null;
      };
      return contents.windowOpenHandler?.({ url: 'https://example.com/' });
    });
    expect(answer).toEqual({ action: 'deny' });
  });

  test('app:// serves the window and nothing beside it', async () => {
    const answers = await desktop.page.evaluate(async () => {
      const paths = ['/index.html', '/..%2f..%2fpackage.json', '/%2e%2e/main/main.js', '/nothing.js', '/%'];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(answers).toEqual([200, 403, 404, 404, 403]);
  });
});

describe('its end', () => {
  test('quitting drains and ends with 0; settings and mailboxes are there at the next start', async () => {
    expect(await desktop.quit()).toBe(0);
    desktop = await startDesktopApp(folder);
    port = await smtpPortOf(desktop.page);
    const outcome = await desktop.page.evaluate(() => globalThis.gatepost.call('options.get', []));
    expect(outcome).toMatchObject({ ok: true, value: { localIpMustAuth: { mode: 'report' } } });
    expect(desktop.stderr()).not.toMatch(/Error/);
  });
});
