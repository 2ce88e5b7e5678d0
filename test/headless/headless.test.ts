import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OFFICE, startHeadlessHost } from '../helpers/headless-host.ts';
import { SmtpClient } from '../helpers/smtp-client.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatepost-headless-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the program to its end. */
function run(...args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [resolve('server/headless.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((done) => {
    child.on('close', (code) => {
      done({ code, stdout, stderr });
    });
  });
}

describe('the headless host', () => {
  it('serves a setup, changes it over the console, drains on SIGTERM and goes on where it was', async () => {
    const host = await startHeadlessHost(OFFICE);
    try {
      expect((await host.call('status.get')).certificate.subject).toBe('mail.local.test');
      const saved = await host.call('options.set', 'gatewaysExemptFromMatch', false);
      const status = await host.call('status.get');
      expect(status.policyRevision).toBe(saved.revision);
      expect(status.listeners.map(({ name, state }) => [name, state])).toEqual([
        ['smtp', 'listening'],
        ['submission', 'listening'],
        ['submissions', 'listening'],
      ]);
      expect(host.stderr()).toBe('');
      expect(await host.stop()).toBe(0);
      const again = await startHeadlessHost({}, host.dataFolder);
      expect(await again.call('options.get')).toMatchObject({ gatewaysExemptFromMatch: false });
      expect((await again.call('accounts.list')).map(({ address }) => address)).toEqual([
        'u1@local.test',
        'u2@local.test',
      ]);
      expect(await again.stop()).toBe(0);
    } finally {
      await host.remove();
    }
  });

  it('finishes the message under way though the signal comes twice, as through npm in a terminal', async () => {
    const host = await startHeadlessHost(OFFICE);
    try {
      const client = await SmtpClient.open({ port: host.port('smtp') });
      for (const command of ['EHLO x.test', 'MAIL FROM:<joe@example.com>', 'RCPT TO:<u1@local.test>', 'DATA'])
        await client.command(command);
      const idle = await SmtpClient.open({ port: host.port('smtp') });
      const first = host.stop();
      expect(await idle.reply()).toMatch(/^421 /);
      const second = host.stop();
      expect(await client.command('From: joe@example.com\r\n\r\nhello\r\n.')).toMatch(/^250 /);
      expect([await first, await second]).toEqual([0, 0]);
    } finally {
      await host.remove();
    }
  });

  it('names on stderr each listener that does not listen, with the reason and what helps', async () => {
    const elsewhere = {
      name: 'elsewhere',
      kind: 'smtp',
      host: '192.0.2.1',
      port: 0,
      tls: 'starttls',
    } as const;
    const host = await startHeadlessHost({ ...OFFICE, listeners: [...(OFFICE.listeners ?? []), elsewhere] });
    try {
      expect(host.stderr()).toMatch(
        / listener elsewhere: This machine does not have the address 192\.0\.2\.1\. Choose/,
      );
    } finally {
      await host.stop();
      await host.remove();
    }
  });

  it('lets one server at a time have a data folder', async () => {
    const host = await startHeadlessHost(OFFICE);
    try {
      const second = await run('--data', host.dataFolder);
      expect(second).toMatchObject({ code: 1, stdout: '' });
      expect(second.stderr).toContain('in use');
    } finally {
      await host.stop();
      await host.remove();
    }
  });

  it.each<[string, string | Uint8Array, string]>([
    ['is not JSON', '{"accounts":[{"password":"hush",}', 'It is not valid JSON.'],
    ['is not UTF-8', Buffer.from('{"hostname":"caf\xe9.test"}', 'latin1'), 'It is not text in UTF-8.'],
    ['has a bad value', '{"accounts":[{"address":"nobody"}]}', 'accounts[0].address: is not an address'],
    [
      'contradicts itself',
      '{"accounts":[{"address":"a@other.test"}]}',
      'accounts[0].address: a@other.test is',
    ],
  ])('refuses a setup file that %s, and serves nothing', async (_sentence, text, reason) => {
    const file = join(folder, 'setup.json');
    writeFileSync(file, text);
    const { code, stdout, stderr } = await run('--data', join(folder, 'data'), '--setup', file);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`The setup file ${file} cannot be applied; nothing has been changed.`);
    expect(stderr).toContain(reason);
    expect(stderr).not.toContain('hush');
  });

  it('names a setup file that is not there, before it makes the data folder', async () => {
    const { code, stderr } = await run('--data', join(folder, 'data'), '--setup', join(folder, 'none.json'));
    expect(code).toBe(1);
    expect(stderr).toContain('none.json');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('says how it is used', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, stderr: '' });
    const wrong = await run('--console-port', 'x', '--data', folder);
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain('--console-port x is not a port');
  });
});
