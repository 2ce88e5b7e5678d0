import { afterEach, expect, test } from 'vitest';
import { OFFICE, startHeadlessHost, type HeadlessHost, type WrittenSetup } from '../helpers/headless-host.ts';
import { Pop3Client } from '../helpers/pop3-client.ts';
import { plainResponse, SmtpClient } from '../helpers/smtp-client.ts';

/** The whole server: what one user fetches, another process of it still knows. */
const SETUP: WrittenSetup = {
  ...OFFICE,
  listeners: [
    ...(OFFICE.listeners ?? []),
    { name: 'pop3s', kind: 'pop3', host: '127.0.0.1', port: 0, tls: 'implicit' },
  ],
  options: { popBeforeSmtp: { mode: 'enforce', exemptAuthenticated: false } },
};

let host: HeadlessHost;
afterEach(async () => {
  await host.stop();
  await host.remove();
});

async function restart(): Promise<void> {
  await host.stop();
  host = await startHeadlessHost(SETUP, host.dataFolder);
}

async function openMailbox(account: string, password: string): Promise<Pop3Client> {
  const client = await Pop3Client.open({ port: host.port('pop3s'), implicitTls: true });
  const [, opened] = await client.dialogue(`USER ${account}`, `PASS ${password}`);
  expect(opened).toMatch(/^\+OK/);
  return client;
}

/** A submission session of u1. */
async function signIn(): Promise<SmtpClient> {
  const client = await SmtpClient.connect({ port: host.port('submissions'), implicitTls: true });
  await client.reply();
  await client.dialogue('EHLO client.test', `AUTH PLAIN ${plainResponse('u1@local.test', 'secret-1')}`);
  return client;
}

test('a mailbox login lets its account send, after a restart too; unique ids and deletions stay', async () => {
  host = await startHeadlessHost(SETUP);
  const early = await signIn();
  expect(await early.command('MAIL FROM:<u1@local.test>')).toMatch(/^530 5\.7\.0/);
  await (await openMailbox('u1@local.test', 'secret-1')).command('QUIT');
  for (const subject of ['one', 'two', 'three']) {
    const replies = await early.dialogue(
      'MAIL FROM:<u1@local.test>',
      'RCPT TO:<u2@local.test>',
      'DATA',
      `From: u1@local.test\r\nSubject: ${subject}\r\n\r\n${subject}\r\n.`,
    );
    expect(replies.at(-1)).toMatch(/^250/);
  }
  const before = await openMailbox('u2@local.test', 'secret-2');
  const [, ids] = await before.list('UIDL');
  await before.dialogue('DELE 2', 'QUIT');
  await restart();

  expect(await (await signIn()).command('MAIL FROM:<u1@local.test>')).toMatch(/^250/);
  const after = await openMailbox('u2@local.test', 'secret-2');
  const [first, , third] = ids;
  expect((await after.list('UIDL'))[1]).toEqual([first, third?.replace(/^3/, '2')]);
  const { features } = await host.call('status.get');
  expect(features.popBeforeSmtp).toBe(true);
});
