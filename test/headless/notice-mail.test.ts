import net from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { OFFICE, startHeadlessHost, type HeadlessHost } from '../helpers/headless-host.ts';
import { Pop3Client } from '../helpers/pop3-client.ts';

let host: HeadlessHost;
/** Somebody else's programs, on ports that Gatepost is to have. */
let inTheWay: readonly net.Server[];

beforeEach(async () => {
  inTheWay = Array.from({ length: 10 }, () => net.createServer());
  for (const server of inTheWay) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = await startHeadlessHost({
    ...OFFICE,
    listeners: [
      ...(OFFICE.listeners ?? []),
      { name: 'pop3s', kind: 'pop3', host: '127.0.0.1', port: 0, tls: 'implicit' },
    ],
  });
});
afterEach(async () => {
  for (const server of inTheWay) server.close();
  await host.stop();
  await host.remove();
});

/** What lies in the mailbox of u1, who gets the mail of postmaster@local.test. */
async function readMailbox(): Promise<readonly string[]> {
  const client = await Pop3Client.open({ port: host.port('pop3s'), implicitTls: true });
  await client.dialogue('USER u1@local.test', 'PASS secret-1');
  const [, list] = await client.list('LIST');
  const messages: string[] = [];
  for (const line of list) {
    const [, content] = await client.list(`RETR ${line.split(' ')[0] ?? ''}`);
    messages.push(content.join('\n'));
  }
  await client.command('QUIT');
  await client.closed;
  return messages;
}

async function breakListeners(): Promise<void> {
  const { listeners } = await host.call('settings.get');
  const broken = inTheWay.map((server, index) => ({
    name: `broken-${String(index)}`,
    kind: 'smtp' as const,
    host: '127.0.0.1',
    port: (server.address() as net.AddressInfo).port, // it listens on TCP
    tls: 'starttls' as const,
    enabled: true,
  }));
  await host.call('settings.set', { listeners: [...listeners, ...broken] });
}

test('the postmaster gets one mail though ten listeners fail, and it answers to nobody', async () => {
  await breakListeners();
  await eventually(async () => (await readMailbox()).length).toBe(1);
  const [mail = ''] = await readMailbox();
  const [header = '', ...paragraphs] = mail.split('\n\n');
  expect(header.split('\n')).toEqual([
    'Return-Path: <>',
    expect.stringMatching(/^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/) as string,
    'From: Gatepost <postmaster@local.test>',
    'To: <postmaster@local.test>',
    expect.stringMatching(/^Message-ID: <[a-z0-9]{18}@mail\.local\.test>$/) as string,
    'Subject: A port of your mail server does not work (mail.local.test)',
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=us-ascii',
  ]);
  expect(paragraphs[1]).toContain('The listener "broken-0" does not run. Port ');
  expect(paragraphs[2]).toMatch(/^What to do:\nStop the other program/);
  const notices = await host.call('notices.list');
  expect(notices.map(({ code }) => code)).toEqual(Array(5).fill('listener-down'));
});

test('a test notice arrives at once at the address that is given', async () => {
  await host.call('settings.set', { notices: { mailTo: 'u2@local.test' } });
  expect(await host.call('notices.test')).toEqual({
    desktop: 'absent',
    mail: { kind: 'sent', to: 'u2@local.test' },
  });
  expect(await host.call('mailboxes.list', 'u2@local.test')).toHaveLength(1);
  await host.call('settings.set', { notices: { mail: false, desktop: false } });
  expect(await host.call('notices.test')).toEqual({ desktop: 'off', mail: { kind: 'off' } });
  expect(await host.call('mailboxes.list', 'u2@local.test')).toHaveLength(1);
});

test('that nobody gets the mail is said once in the window', async () => {
  await host.call('settings.set', { notices: { mailTo: 'nobody@local.test' } });
  const because = 'There is no account that gets the mail of nobody@local.test.';
  for (let times = 0; times < 3; times++)
    expect(await host.call('notices.test')).toEqual({
      desktop: 'absent',
      mail: { kind: 'not-sent', because },
    });
  const troubles = (await host.call('notices.list')).filter(({ code }) => code === 'queue-trouble');
  expect(troubles.map(({ text }) => text)).toEqual([`Notices cannot be mailed. ${because}`]);
});
