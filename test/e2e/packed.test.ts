import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  makeOfficeFolder,
  removeFolder,
  ROOT,
  startDesktopApp,
  type DesktopApp,
} from '../helpers/desktop-app.ts';
import { packApp, type PackedApp } from '../helpers/packed-app.ts';
import { SmtpClient } from '../helpers/smtp-client.ts';
import { seeBlockedAttempt, smtpPortOf, toggleLocalSender } from './office-window.ts';

/** The packed archive is complete: its content alone, without the project's folders, is the app. */

let packed: PackedApp;
let folder: string;
let desktop: DesktopApp;

beforeAll(async () => {
  packed = await packApp();
  folder = await makeOfficeFolder();
  desktop = await startDesktopApp(folder, packed.appFolder);
});
afterAll(async () => {
  await desktop.quit();
  await removeFolder(folder);
  await packed.remove();
});

test('the archive holds the bundles and the one native module, and no sources or maps', () => {
  const unexpected = packed.files.filter(
    (file) => !/^\/(out(\/|$)|package\.json$|node_modules(\/@node-rs(\/argon2.*)?)?$)/.test(file),
  );
  expect(unexpected).toEqual([]);
  expect(packed.files.filter((file) => /\.(map|ts|tsx)$/.test(file) && !file.includes('@node-rs'))).toEqual(
    [],
  );
  expect(packed.files).toEqual(
    expect.arrayContaining([
      '/package.json',
      '/out/main/main.js',
      '/out/main/worker.js',
      '/out/main/log-worker.js',
      '/out/preload/preload.cjs',
      '/out/renderer/index.html',
    ]),
  );
});

test('the fuses close what the app does not need', () => {
  expect(packed.fuses).toMatchObject({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    GrantFileProtocolExtraPrivileges: false,
  });
});

test('it runs from what the archive holds: window, listener, policy, settings', async () => {
  const port = await smtpPortOf(desktop.page);
  await seeBlockedAttempt(desktop.page, port, 'u1@local.test');
  await toggleLocalSender(desktop.page, port);
});

test('it checks SPF, DKIM and DMARC of mail that comes in', async () => {
  const client = await SmtpClient.open({ port: await smtpPortOf(desktop.page) });
  await client.command('EHLO client.test');
  await client.command('MAIL FROM:<joe@ext.test>');
  await client.command('RCPT TO:<u1@local.test>');
  await client.command('DATA');
  const message = ['From: joe@ext.test', 'Subject: test', '', 'hello', '.'].join('\r\n');
  expect(await client.command(message)).toMatch(/^250 /);
  client.reset();
  expect(desktop.stderr()).not.toContain('checking a message');
});

test('a mistake in electron-builder.yml is not passed over', async () => {
  const builder = `${ROOT}/node_modules/electron-builder/cli.js`;
  const args = [builder, '--linux', '--dir', '-c.nsiss.oneClick=true', '--publish', 'never'];
  const outcome = await promisify(execFile)(process.execPath, args, { cwd: ROOT }).catch(
    (error: unknown) => error,
  );
  expect((outcome as { readonly stdout: string }).stdout).toMatch(/unknown property 'nsiss'/);
});
