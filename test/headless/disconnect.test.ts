import { afterEach, expect, test } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';
import { Pop3Client } from '../helpers/pop3-client.ts';
import { SmtpClient } from '../helpers/smtp-client.ts';

/** The whole server: the administrator ends sessions that run. */
let host: HeadlessHost;
afterEach(async () => {
  await host.stop();
  await host.remove();
});

const NOTE = { from: 'note', text: 'Disconnected by hand: Web console' };

/** The id of the one session that runs, once it is listed. */
async function runningId(): Promise<string> {
  const ids = async () =>
    (await host.call('log.tail', 10)).sessions.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
  await eventually(async () => (await ids()).length).toBe(1);
  return (await ids())[0] ?? '';
}

test('an idle session hears 421 with the reason and its id, and the log says who ended it', async () => {
  host = await startHeadlessHost(OFFICE);
  const client = await SmtpClient.open({ port: host.port('smtp') });
  await client.command('EHLO client.example');
  const id = await runningId();
  expect(await host.call('sessions.disconnect', id)).toBe(true);
  expect(await client.reply()).toBe(`421 4.7.0 Disconnected by the administrator [${id}]`);
  await client.closed;
  await eventually(async () => (await host.call('log.session', id)).endedAt).not.toBeNull();
  expect((await host.call('log.session', id)).transcript).toContainEqual({
    ...NOTE,
    at: expect.any(Number) as number,
  });
  expect(await host.call('sessions.disconnect', id)).toBe(false);
});

test('a message under way is cut, and nothing of it is delivered', async () => {
  host = await startHeadlessHost(OFFICE);
  const client = await SmtpClient.open({ port: host.port('smtp') });
  await client.dialogue(
    'EHLO client.example',
    'MAIL FROM:<joe@peer.example>',
    'RCPT TO:<u1@local.test>',
    'DATA',
  );
  client.send('From: joe@peer.example\r\nSubject: half\r\n\r\nhalf of it\r\n');
  const id = await runningId();
  expect(await host.call('sessions.disconnect', id)).toBe(true);
  expect(await client.reply()).toMatch(/^421 4\.7\.0 /);
  await client.closed;
  expect(await host.call('mailboxes.list', 'u1@local.test')).toEqual([]);
});

test('a POP3 session hears -ERR, and others go on', async () => {
  const pop3 = { name: 'pop3', kind: 'pop3', host: '127.0.0.1', port: 0, tls: 'starttls' } as const;
  host = await startHeadlessHost({ ...OFFICE, listeners: [...(OFFICE.listeners ?? []), pop3] });
  const client = await Pop3Client.open({ port: host.port('pop3') });
  const id = await runningId();
  const other = await SmtpClient.open({ port: host.port('smtp') });
  expect(await host.call('sessions.disconnect', id)).toBe(true);
  expect(await client.line()).toBe(`-ERR [SYS/TEMP] Disconnected by the administrator [${id}]`);
  await client.closed;
  expect(await other.command('NOOP')).toMatch(/^250 /);
  other.end();
});

test('a session that has ended, or never was, cannot be ended', async () => {
  host = await startHeadlessHost(OFFICE);
  expect(await host.call('sessions.disconnect', 'zzzz')).toBe(false);
});
