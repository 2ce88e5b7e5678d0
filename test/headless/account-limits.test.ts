import { afterEach, expect, test } from 'vitest';
import { OFFICE, startHeadlessHost, type HeadlessHost, type WrittenSetup } from '../helpers/headless-host.ts';
import { Pop3Client } from '../helpers/pop3-client.ts';
import { plainResponse, SmtpClient } from '../helpers/smtp-client.ts';

/** The whole server: an account that sends too much is frozen before it hears so, whatever becomes of the process. */
const SETUP: WrittenSetup = {
  ...OFFICE,
  listeners: [
    ...(OFFICE.listeners ?? []),
    { name: 'pop3s', kind: 'pop3', host: '127.0.0.1', port: 0, tls: 'implicit' },
  ],
  options: { accountLimits: { mode: 'enforce', messagesPerHour: 2 } },
};
const REASON = '3 messages within an hour; the limit is 2';

let host: HeadlessHost;
afterEach(async () => {
  await host.stop();
  await host.remove();
});

async function signIn(): Promise<SmtpClient> {
  const client = await SmtpClient.connect({ port: host.port('submissions'), implicitTls: true });
  await client.reply();
  await client.dialogue('EHLO client.test', `AUTH PLAIN ${plainResponse('u1@local.test', 'secret-1')}`);
  return client;
}

async function send(client: SmtpClient): Promise<void> {
  const replies = await client.dialogue(
    'MAIL FROM:<u1@local.test>',
    'RCPT TO:<u2@local.test>',
    'DATA',
    'From: u1@local.test\r\n\r\nHello.\r\n.',
  );
  expect(replies.at(-1)).toMatch(/^250/);
}

const frozenAccounts = async () =>
  (await host.call('accounts.list')).flatMap(({ address, frozen }) =>
    frozen ? [[address, frozen.reason]] : [],
  );
const usage = async () =>
  (await host.call('accounts.usage')).map(({ address, used, limits }) => [
    address,
    used.messagesPerHour,
    limits.messagesPerHour,
  ]);

test('a frozen account stays frozen after a kill, reads its mail, and sends again once it is let', async () => {
  host = await startHeadlessHost(SETUP);
  const client = await signIn();
  await send(client);
  await send(client);
  expect(await usage()).toEqual([['u1@local.test', 2, 2]]);
  expect(await client.command('MAIL FROM:<u1@local.test>')).toMatch(/^550 5\.7\.1 .* sent more than it may/);
  expect((await host.call('notices.list')).map(({ code, subject, text }) => [code, subject, text])).toEqual([
    ['account-frozen', 'u1@local.test', `u1@local.test is frozen and can no longer send: ${REASON}.`],
  ]);
  await host.kill();

  host = await startHeadlessHost(SETUP, host.dataFolder);
  expect(await frozenAccounts()).toEqual([['u1@local.test', REASON]]);
  const later = await signIn();
  expect(await later.command('MAIL FROM:<u1@local.test>')).toMatch(/^550 5\.7\.1 .* may not send for now/);
  const mailbox = await Pop3Client.open({ port: host.port('pop3s'), implicitTls: true });
  expect((await mailbox.dialogue('USER u1@local.test', 'PASS secret-1')).at(-1)).toMatch(/^\+OK/);

  await host.call('accounts.unfreeze', 'u1@local.test');
  expect(await frozenAccounts()).toEqual([]);
  await send(later);
  expect(await usage()).toEqual([['u1@local.test', 1, 2]]);
});

test('what an account has sent is known after a restart', async () => {
  host = await startHeadlessHost(SETUP);
  const client = await signIn();
  await send(client);
  await send(client);
  await host.stop();
  host = await startHeadlessHost(SETUP, host.dataFolder);
  expect(await usage()).toEqual([['u1@local.test', 2, 2]]);
  expect(await (await signIn()).command('MAIL FROM:<u1@local.test>')).toMatch(/^550 5\.7\.1/);
});

test('in report mode the administrator is told and the account goes on', async () => {
  host = await startHeadlessHost({
    ...SETUP,
    options: { accountLimits: { mode: 'report', messagesPerHour: 1 } },
  });
  const client = await signIn();
  await send(client);
  await send(client);
  await send(client);
  expect(await frozenAccounts()).toEqual([]);
  const notices = await host.call('notices.list');
  expect(notices.map(({ code, subject }) => [code, subject])).toEqual([
    ['account-limit-exceeded', 'u1@local.test'],
  ]);
  await host.call(
    'notices.dismiss',
    notices.map(({ id }) => id),
  );
  expect(await host.call('notices.list')).toEqual([]);
});
